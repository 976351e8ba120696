import { describe, expect, test } from 'vitest'
import { bareFutures } from '../../../src/reading/commentary/bare-futures.ts'
import { rules } from '../../../src/reading/commentary/hits.ts'
import { lookAlikes } from '../../../src/reading/commentary/rules/look-alikes.ts'
import { readCommentary } from '../../../src/reading/commentary.ts'

function triggersIn(text: string): string[] {
  const reading = readCommentary(text, { publishedOn: '2026-03-10', author: 'Ann Author' })
  if ('refused' in reading) throw new Error(`refused: ${reading.refused}`)
  return reading.candidates.flatMap(({ triggers }) => triggers.map(({ rule }) => rule))
}

/** For each rule three sentences it finds, and three alike in which it must find nothing. */
const sentences: Record<string, { found: string[]; alike: string[] }> = {
  will: {
    found: [
      'The ferry company will go bankrupt.',
      'Rents in Porto will double by 2030.',
      'She’ll lose her seat.',
    ],
    alike: [
      'The will of the people is sacred.',
      'The outcome will depend on turnout.',
      'He will have seen the letter by now.',
    ],
  },
  'will-not': {
    found: [
      'The strike won’t end this month.',
      'Parliament will not ratify the treaty.',
      'It will not rain.',
    ],
    alike: [
      'Will the king not abdicate?',
      'I will not predict the score.',
      'It is unclear whether he will not run.',
    ],
  },
  'going-to': {
    found: [
      'They are going to run out of money.',
      'Oil is going to stay cheap.',
      'The old guard isn’t going to win this.',
    ],
    alike: [
      'They are going to the market.',
      'I am going to explain why.',
      'He was going to resign but he stayed.',
    ],
  },
  would: {
    found: [
      'If the bank failed, the state would step in.',
      'A veto would split the party.',
      'The minister said that taxes would rise next year.',
    ],
    alike: [
      'It would be a mistake to sell now.',
      'He would often walk to the harbour.',
      'She would have won in any other year.',
    ],
  },
  'would-not': {
    found: [
      'A blockade would not last beyond June.',
      'The chairman said the fund wouldn’t pay a dividend this year.',
      'If rates rose, the builders would not survive.',
    ],
    alike: [
      'I would not say that.',
      'That would not be wise.',
      'They would not have come without an invitation.',
    ],
  },
  could: {
    found: [
      'The fire could reach the town tonight.',
      'Prices could triple by 2028.',
      'A third party could decide the vote.',
    ],
    alike: [
      'The tower was so tall that he could see the sea.',
      'They could not find the key.',
      'It could have been worse.',
    ],
  },
  might: {
    found: [
      'The court might strike it down.',
      'Sweden might join the mission.',
      'Snow might close the pass.',
    ],
    alike: [
      'The empire used all of its might.',
      'They might be hiding in the cellar.',
      'Some might say that he is lazy.',
    ],
  },
  may: {
    found: ['Turnout may fall below half.', 'The club may sell him in January.', 'Losses may mount.'],
    alike: [
      'Prices rose in May.',
      'The suspects may have fled.',
      'Under the charter the mayor may vote only once.',
    ],
  },
  should: {
    found: [
      'Inflation should ease by the autumn.',
      'Exports should recover next year.',
      'The defending champions should win comfortably.',
    ],
    alike: ['The government should resign.', 'You should read the report.', 'Investors should stay calm.'],
  },
  'likely-to': {
    found: [
      'The talks are likely to fail.',
      'A recession is very likely to follow.',
      'They look likely to lose in Bergen.',
    ],
    alike: [
      'Who is likely to win?',
      'It is unclear who is likely to lead the party.',
      'In 2011 the bank was likely to fail.',
    ],
  },
  'not-likely-to': {
    found: [
      'The senate is unlikely to agree.',
      'A truce is not likely to hold.',
      'The mine is highly unlikely to reopen.',
    ],
    alike: [
      'Is the senate unlikely to agree?',
      'In 2008 a bailout was unlikely to pass.',
      'It remains to be seen who is unlikely to run.',
    ],
  },
  'likely-that': {
    found: [
      'It is likely that the minister resigns.',
      'A second vote looks likely.',
      'A default now seems inevitable.',
    ],
    alike: [
      'The attack is likely aimed at the port.',
      'Is a second vote likely?',
      'The delay is likely the result of bad weather.',
    ],
  },
  'not-likely-that': {
    found: ['A deal seems unlikely.', 'A comeback looks impossible.', 'A merger this year is doubtful.'],
    alike: ['Is a deal impossible?', 'It was unlikely.', 'Pricing it is impossible to say the least?'],
  },
  'expected-to': {
    found: [
      'Output is projected to grow by 2 per cent.',
      'Turnout is expected to be low.',
      'The rouble is forecast to weaken.',
    ],
    alike: [
      'Sales grew faster than expected to date.',
      'The vote was expected to pass but it failed.',
      'Is turnout expected to fall?',
    ],
  },
  'set-to': {
    found: [
      'The party is on course to lose Lyon.',
      'Wheat prices are set to climb.',
      'The two firms are poised to merge.',
    ],
    alike: [
      'The table was set for six.',
      'The parade is due to begin on Monday at noon?',
      'The delay is due to the weather.',
    ],
  },
  'bound-to': {
    found: [
      'The tariffs are bound to backfire.',
      'He is certain to be re-elected.',
      'The scheme is sure to cost more.',
    ],
    alike: ['The ship is bound for Oslo?', 'Are they bound to lose?', 'Make sure to lock up.'],
  },
  'tipped-to': {
    found: [
      'Leverkusen are tipped to win the cup.',
      'She is favoured to take the leadership.',
      'The firm is rumoured to be buying its rival.',
    ],
    alike: ['He tipped the waiter.', 'In 2012 he was tipped to lead and lost.', 'Is she favoured to win?'],
  },
  favourite: {
    found: [
      'Ferrari are favourites for the title.',
      'Norway remain clear favourites.',
      'He is the odds-on favourite.',
    ],
    alike: ['This is my favourite song.', 'Is she the favourite?', 'Her favourite colour is green.'],
  },
  expects: {
    found: [
      'The OECD expects a shallow recession.',
      'Nomura forecasts two more cuts.',
      'The agency anticipates heavier losses.',
    ],
    alike: [
      'Its forecasts were published on Monday.',
      'The two projects cost a fortune.',
      'What do you expect?',
    ],
  },
  expected: {
    found: [
      'The median member expected two cuts in 2027.',
      'The bank predicted a rise in defaults next year.',
      'The survey implied three more hikes this year.',
    ],
    alike: [
      'Sales were better than expected in March.',
      'Analysts wrongly predicted a rise in March.',
      'The expected cut came in January.',
    ],
  },
  sees: {
    found: [
      'JP Morgan sees oil at 60 dollars by June.',
      'The bank sees room for one more cut.',
      'He sees the dollar falling further.',
    ],
    alike: [
      'She sees her mother on Sundays.',
      'As one sees in the chart, it fell.',
      'Who sees room for a cut?',
    ],
  },
  'priced-in': {
    found: [
      'Swaps are pricing in three cuts.',
      'Futures imply a cut in September.',
      'Traders are betting on a rate rise.',
    ],
    alike: ['The market opened at nine.', 'Traders were bored.', 'Are swaps pricing in three cuts?'],
  },
  'cannot-see': {
    found: [
      'I can’t see Everton staying up.',
      'It is hard to see how the coalition survives.',
      'I can’t imagine them winning away.',
    ],
    alike: ['From here you can’t see the sea.', 'He could not see the road.', 'Can’t you see it?'],
  },
  doubts: {
    found: [
      'She doubts that the law passes this year.',
      'I doubt they will agree.',
      'Moody’s doubts the target will be met.',
    ],
    alike: ['There is no doubt about his talent.', 'The doubts remain.', 'Do you doubt it?'],
  },
  'do-not-expect': {
    found: [
      'Don’t expect a truce before spring.',
      'We do not expect another cut this year.',
      'The union no longer expects a deal.',
    ],
    alike: ['Nobody had expected it.', 'He did what I had not expected.', 'Why do you not expect a truce?'],
  },
  'look-for': {
    found: [
      'Expect more closures this winter.',
      'Look for Boston to start slowly.',
      'Mark my words: he resigns by May.',
    ],
    alike: [
      'She went to look for her keys.',
      'What to expect?',
      'He did not know what to look for in a car.',
    ],
  },
  fears: {
    found: [
      'Aid workers fear a new exodus.',
      'Ministers fear that the pact will collapse.',
      'Residents are afraid the dam could break.',
    ],
    alike: ['Fear is a bad adviser.', 'The fear of heights is common.', 'Do they fear a new exodus?'],
  },
  warns: {
    found: [
      'The agency warns of a severe drought this summer.',
      'Economists warned of more bankruptcies ahead.',
      'The mayor warns of new floods.',
    ],
    alike: ['He ignored the warning.', 'The early warning system failed.', 'Did she warn of a drought?'],
  },
  bets: {
    found: [
      'I’m backing Norway to win it.',
      'My money is on the challenger.',
      'If I had to bet, the deal dies in committee.',
    ],
    alike: ['I’d like to thank my wife.', 'He lost the bet.', 'I like how the book ends.'],
  },
  'believes-ahead': {
    found: ['I think Brighton stay up.', 'We believe Labour wins Leeds.', 'I reckon she takes the silver.'],
    alike: ['I think so.', 'I think the tea is cold.', 'We believe in free speech.'],
  },
  'percent-chance': {
    found: [
      'There is a 30% chance of rain on polling day.',
      'The model gives her a 62 per cent chance.',
      'He is 90 percent certain that they leave.',
    ],
    alike: ['Sales rose by 30%.', 'Is there a 30% chance?', 'The tax is 19 per cent.'],
  },
  'chance-percent': {
    found: [
      'The probability of a default is 15 per cent.',
      'The odds of a cut stand at 70%.',
      'The chance of a hung parliament is about 40 percent.',
    ],
    alike: ['The risk premium rose.', 'Is the chance of a cut 70%?', 'The odds surprised 40 readers.'],
  },
  'put-it-at': {
    found: ['I’d put it at 20%.', 'Bookmakers give him 40 percent.', 'I put the odds at 20%.'],
    alike: ['They put up 20% of the money?', 'He gives 10% to charity?', 'Put it on the table.'],
  },
  'one-in': {
    found: ['It is a one-in-four shot.', 'The final is a toss-up.', 'It is a coin flip from here.'],
    alike: ['One in four adults smokes.', 'He won the coin toss?', 'Two in three came.'],
  },
  'good-chance': {
    found: [
      'Chelsea have a strong chance of going through.',
      'There is a good chance that it snows.',
      'The bill has a decent chance.',
    ],
    alike: [
      'He gave me a good book.',
      'Has the bill a good chance?',
      'In 2010 there was a good chance that he was ill.',
    ],
  },
  'real-chance': {
    found: [
      'There is a real danger that the pact collapses.',
      'A coup is a realistic possibility.',
      'There is a growing risk of famine.',
    ],
    alike: ['The real danger was past.', 'Is there a real danger?', 'He ran a serious risk assessment.'],
  },
  'small-chance': {
    found: [
      'There is little chance of a deal.',
      'The prospects for peace are dim.',
      'Their chances are slim.',
    ],
    alike: ['He has little money.', 'Are their chances slim?', 'The small prospectus sold out.'],
  },
  'no-chance': {
    found: [
      'There is no way the bill passes.',
      'They have no chance of catching up.',
      'There is no prospect of a settlement.',
    ],
    alike: ['There was no way out.', 'In no way is that fair?', 'He took no chances.'],
  },
  'odds-are': {
    found: [
      'Chances are the merger slips into 2028.',
      'Odds are that he walks.',
      'In all likelihood the show gets cancelled.',
    ],
    alike: ['The odds were long.', 'What are the odds?', 'He likes long odds.'],
  },
  'chance-of': {
    found: [
      'There is a risk of a disorderly exit.',
      'That raises the prospect of a second strike.',
      'The danger is that banks follow.',
    ],
    alike: ['The risks are well known.', 'He studies the risk of flying.', 'Is there a risk of a strike?'],
  },
  'possible-that': {
    found: [
      'It is possible that the talks fail.',
      'A snap election is possible before June.',
      'It is conceivable that they split.',
    ],
    alike: [
      'As soon as possible, he left.',
      'Is it possible that they fail?',
      'They did everything possible.',
    ],
  },
  'not-ruled-out': {
    found: [
      'A third devaluation cannot be ruled out.',
      'She did not rule out a run for the senate next year.',
      'We can’t exclude another strike.',
    ],
    alike: ['The judge ruled against him.', 'Can a strike be ruled out?', 'He was ruled out with an injury.'],
  },
  'risks-doing': {
    found: [
      'The club risks losing its licence.',
      'The firm is on the verge of being sold.',
      'The island is in danger of becoming a desert.',
    ],
    alike: ['The risks are many.', 'He runs at the risk of others?', 'Does it risk losing money?'],
  },
  'matter-of-time': {
    found: [
      'It is only a matter of time before the peg breaks.',
      'His days are numbered.',
      'Sooner or later the roof leaks.',
    ],
    alike: [
      'Time matters.',
      'Is it a matter of time?',
      'In 1989 it was only a matter of time and the wall had fallen.',
    ],
  },
  'surprised-if': {
    found: [
      'I’d be amazed if the deal closes.',
      'I would be surprised if she stays.',
      'It would be a surprise if they won.',
    ],
    alike: ['I was surprised by the news.', 'Would you be surprised if she stays?', 'He seemed surprised.'],
  },
  'not-surprised-if': {
    found: [
      'Don’t be surprised if Villa sell him in January.',
      'I wouldn’t be surprised if it snows.',
      'Nobody should be surprised when the bill fails.',
    ],
    alike: ['He was not surprised.', 'Nobody was shocked.', 'Would anyone not be surprised if it snows?'],
  },
  prognosis: {
    found: [
      'The outlook for the harvest is bleak.',
      'The prognosis is grim.',
      'Prospects for the sector look bright.',
    ],
    alike: ['The outlook was published.', 'Is the outlook bleak?', 'The outlook is uncertain.'],
  },
  'must-or-risk': {
    found: [
      'The mayor must cut spending or face a default.',
      'They have to invest or risk a blackout.',
      'The firm must adapt or else risk extinction.',
    ],
    alike: ['Face the wall or sit down.', 'Must they cut or face a default?', 'He wrote about risk.'],
  },
  'is-to': {
    found: [
      'Lufthansa is to close its Lagos route.',
      'The two banks are to merge.',
      'The old bridge is to be replaced.',
    ],
    alike: ['The goal is to win.', 'The plan is to sell.', 'Our aim is to build trust.'],
  },
  'headline-infinitive': {
    found: ['Nordea to shed 1,500 jobs', 'Apple to launch a folding phone', 'Hungary to leave the pact'],
    alike: ['How to cut your bills', 'He wants to leave the pact.', 'They tried to close it.'],
  },
  'promises-to': {
    found: [
      'The ruling threatens to split the bench.',
      'The winter promises to be hard.',
      'The row threatens to bring down the cabinet.',
    ],
    alike: ['He kept his promises to her?', 'Promises were made.', 'Does it threaten to split?'],
  },
  threatened: {
    found: [
      'Ankara threatened new tolls on the straits.',
      'The union threatens further action.',
      'The president threatened more tariffs.',
    ],
    alike: ['He felt threatened.', 'The species is threatened.', 'She has threatened to leave before.'],
  },
  'pledges-if': {
    found: [
      'Oslo pledged more gas if the pipeline reopens.',
      'The minister vowed a response if the attacks go on.',
      'Europe is promising troops once there is a truce.',
    ],
    alike: ['Oslo pledged more gas.', 'She made a pledge.', 'Did Oslo pledge gas if it reopens?'],
  },
  looms: {
    found: [
      'A debt crisis looms over Quito.',
      'A second lockdown is looming.',
      'A leadership contest is on the horizon.',
    ],
    alike: ['The looms stood idle?', 'Does a crisis loom?', 'He faced what looms.'],
  },
  doomed: {
    found: ['The merger is doomed.', 'The old stadium is on borrowed time.', 'Everton are going down.'],
    alike: [
      'Doomed youth is his theme.',
      'Is the merger doomed?',
      'The expedition was doomed in 1911 and had no maps.',
    ],
  },
  faces: {
    found: [
      'Hotels face another lean summer.',
      'The province faces a long winter without gas.',
      'Pensioners are facing years of cuts.',
    ],
    alike: ['Their faces were pale.', 'The house faces the sea.', 'Who faces another lean summer?'],
  },
  pick: {
    found: ['Ghana to win the group.', 'Alcaraz to beat Sinner in four.', 'Leeds to finish third.'],
    alike: ['He wants to win the group.', 'How to win the group?', 'The need to finish is clear.'],
  },
  'no-end': {
    found: [
      'There is no end in sight to the walkout.',
      'Hybrid work is here to stay.',
      'The worst is yet to come.',
    ],
    alike: ['The end of the film is sad.', 'Is there no end in sight?', 'He stayed here.'],
  },
  'hedged-ahead': {
    found: [
      'Probably a third strike in the coming weeks.',
      'Likely more rain over the next ten days.',
      'Perhaps one more album before 2030.',
    ],
    alike: [
      'The blast was probably an accident.',
      'The letter is likely a forgery.',
      'Perhaps he is at home.',
    ],
  },
  'dated-present': {
    found: [
      'Solar overtakes gas by 2031.',
      'India passes Japan within two years.',
      'Nvidia loses its crown by 2029.',
    ],
    alike: [
      'The season starts in August.',
      'The city aims for zero emissions by 2040.',
      'The museum closes at the end of May.',
    ],
  },
  'expected-when': {
    found: [
      'The bridge is not expected before 2029.',
      'Unemployment is projected at 6% next year.',
      'A ruling is expected in June.',
    ],
    alike: [
      'The bridge was expected in 2019.',
      'It is expected of every guest.',
      'Losses were smaller than expected in May.',
    ],
  },
  'base-case': {
    found: [
      'Our base case is a mild recession.',
      'The working assumption remains that the port stays shut.',
      'Her forecast is for two more cuts.',
    ],
    alike: ['The baseline is wrong.', 'What is the base case?', 'Our base case was published in the annex.'],
  },
  'likeliest-outcome': {
    found: [
      'A hung council, the most probable outcome, means months of talks.',
      'The most likely scenario is a long stalemate.',
      'The more plausible path is a merger.',
    ],
    alike: [
      'There is no more likely winner?',
      'What is the most likely outcome?',
      'It was the outcome that most people feared.',
    ],
  },
  'tilted-risks': {
    found: [
      'Risks to growth are tilted to the downside.',
      'The risk to prices remains skewed to the upside.',
      'Members agreed that the risks were weighted towards the downside.',
    ],
    alike: [
      'The tower is tilted to the north.',
      'The risks were spread over many lenders.',
      'Are risks tilted to the downside?',
    ],
  },
  'no-prayer': {
    found: [
      'Nobody gives the visitors a prayer.',
      'The amendment doesn’t have a prayer.',
      'They haven’t got a hope in hell of repaying it.',
    ],
    alike: ['She said a prayer.', 'The choir sang a prayer.', 'Did they have a prayer?'],
  },
  announced: {
    found: [
      'Prediction for the final: extra time and penalties.',
      'My pick: the youngster by a length.',
      'Bold call: no medals for the hosts.',
      'Prediction: 8.5 points takes it.',
    ],
    alike: [
      'Note: the shop is shut.',
      'A pick and a shovel: both were rusty.',
      'My forecast of 2019 was wrong.',
    ],
  },
  'room-to': {
    found: [
      'House prices have further to fall.',
      'The rouble has room to slide.',
      'Ticket sales have nowhere to go but down.',
    ],
    alike: ['The hall has room to spare.', 'She had room to turn.', 'They have a room to let.'],
  },
  listed: {
    found: [
      'My predictions for 2027:\n\n- Norway qualifies\n- A bank fails',
      'Five predictions for 2027\n\n1. Ireland unites around a referendum date',
      'Bold calls for next year:\n\n- Oil above $100 (60%)',
    ],
    alike: [
      'Things we did in 2024:\n\n- Norway qualified\n- We moved house',
      'My predictions for 2027:\n\n- What do you think?',
      'Shopping:\n\n- Two eggs\n- Bread',
    ],
  },
  consequence: {
    found: [
      'If the dam goes, the valley floods.',
      'If she resigns, the pact collapses.',
      'Unless the rains come, the harvest fails.',
    ],
    alike: [
      'If you heat ice, it melts.',
      'If the light is red, you stop.',
      'If it is Tuesday, this is Belgium.',
    ],
  },
}

describe('each rule', () => {
  const known = [...rules, ...Object.values(bareFutures)]

  test('has its sentences', () => {
    expect(Object.keys(sentences).sort()).toEqual(known.map(({ name }) => name).sort())
  })

  test.each(known)('$name finds its example', ({ name, example }) => {
    expect(triggersIn(example)).toContain(name)
  })

  describe.each(Object.entries(sentences))('%s', (name, { found, alike }) => {
    test.each(found)('finds: %s', sentence => {
      expect(triggersIn(sentence)).toContain(name)
    })
    test.each(alike)('leaves: %s', sentence => {
      expect(triggersIn(sentence)).not.toContain(name)
    })
  })
})

/** Beside the rules' own sentences: turns that look alike in form only, and their forecasts. */
const turns: Record<string, { found: string[]; alike: string[] }> = {
  'not expecting is denied, and no noun': {
    found: [
      'I don’t expect a strike in May.',
      'She does not expect them to sign.',
      'We no longer expect a cut.',
    ],
    alike: ['The scenarios are not forecasts.', 'They are not predictions.', 'These were not forecasts.'],
  },
  'terms of what is announced, and what it does next': {
    found: [
      'The phone will outsell its rivals.',
      'The new stand will cost the club its place.',
      'The party will hold 40 seats.',
    ],
    alike: [
      'The phone goes on sale on Friday and will cost $900.',
      'The new stand will hold 18,000.',
      'The debate will last ninety minutes.',
    ],
  },
  'what was said in another year': {
    found: [
      'In 2030, he said, growth would stall.',
      'They said that sales would double in 2029.',
      'In 2028 the fund would run dry.',
    ],
    alike: [
      'In 2021 the same model said that he would lose.',
      'You said in 2023 that the strait would reopen.',
      'But in 2019 she predicted that rents would halve.',
    ],
  },
  'what a speaker arranges, and what befalls one': {
    found: ['I might lose my seat.', 'I may never see it finished.', 'We will finish second.'],
    alike: [
      'I’m going to finish my book and I might even learn to sail.',
      'This brief will first set out the method.',
      'We’ll be publishing a full review next week.',
    ],
  },
  'habits and refusals of the past': {
    found: [
      'They used to win here; by next year they will again.',
      'The bank would fail if it were drawn into a run.',
      'If they were told, the lenders would call in the loans.',
    ],
    alike: [
      'They used to win here; they would score early and sit back.',
      'The minister would not comment.',
      'None of them would be drawn.',
    ],
  },
  'guesses at now, habits and timetables': {
    found: [
      'The champion may already have won by June.',
      'Wind overtakes coal by 2031.',
      'Jabs may be given a wider role in the next budget.',
    ],
    alike: [
      'The champion may already be preparing.',
      'Nurses often leave in spring.',
      'Jabs may be given from 1 October.',
    ],
  },
  'ability, and possibility': {
    found: [
      'It is possible that the grid fails this winter.',
      'The garrison can hold out, possibly until the end of May.',
      'It is conceivable that he resigns.',
    ],
    alike: [
      'It is possible to run a grid on wind.',
      'The garrison can hold out.',
      'It is possible to love a film and not vote for it.',
    ],
  },
  'branches of scenarios, and exceptions': {
    found: [
      'In the delayed scenario, solar overtakes gas in 2033.',
      'In our base case, the currency recovers.',
      'Barring an upset, the champion keeps her crown.',
    ],
    alike: [
      'In the second scenario, we used older prices.',
      'In the best case?',
      'In this chapter, the hero dies.',
    ],
  },
  'what is quoted speaks in its own tense': {
    found: [
      'She predicted as much on Monday: “No one governs before June.”',
      'He told us: “The peg collapses by 2029.”',
      '“The mine folds by 2027,” he said.',
    ],
    alike: [
      'She said on Monday: “No one asked me in June.”',
      'He told us: “The shop closes at noon.”',
      '“The season starts in August,” he said.',
    ],
  },
}

describe.each(Object.entries(turns))('%s', (_, { found, alike }) => {
  test.each(found)('finds: %s', sentence => {
    expect(triggersIn(sentence)).not.toEqual([])
  })
  test.each(alike)('leaves: %s', sentence => {
    expect(triggersIn(sentence)).toEqual([])
  })
})

describe('each look-alike', () => {
  test.each(lookAlikes)('$name is no forecast: $example', ({ example }) => {
    expect(triggersIn(example)).toEqual([])
  })
})
