import { expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { historyOf, section, settlingPages, words } from './settling-pages.ts'

const { aClaim, posted, read } = settlingPages()

test('a word of the scale that does not stand in the quote is not put in the speaker’s mouth', async () => {
  const likely = { probability: undefined, hedge: 'likely' }
  const pundit = { name: 'Cautious Cleo', kind: 'person' }
  const said = { ...likely, pundit, quote: { exact: 'the bank is Likely to cut' } }
  const meant = { ...likely, pundit, quote: { exact: 'the bank could well cut' } }
  const first = await posted('/predictions', aPrediction(said), 'ann')
  const second = await posted('/predictions', aPrediction(meant), 'ann')
  for (const path of [`/claims/${first.claimId}`, `/embed/claims/${first.claimId}`])
    expect(words((await read(path)).html)).toContain('from “likely”')
  for (const path of [`/claims/${second.claimId}`, `/embed/claims/${second.claimId}`])
    expect(words((await read(path)).html)).toContain('read as “likely”')
})

test('of what is settled the day it happened comes before the day it was due', async () => {
  const { claimId, evidenceId } = await aClaim({ statement: 'The ferry is launched' })
  expect(words((await read('/predictions?q=ferry')).html)).toContain('Due since 30 June 2026')
  const terms = {
    outcome: 'true',
    occurredOn: '2026-02-20',
    rationale: 'It floats',
    evidenceIds: [evidenceId],
  }
  await posted(`/claims/${claimId}/resolutions`, terms, 'ben')
  for (const path of ['/', '/predictions?q=ferry', `/embed/claims/${claimId}`])
    expect(words((await read(path)).html)).toContain('Happened on 20 February 2026 was due 30 June 2026')
})

test('a prediction says when it was logged, and whether that was after the deadline', async () => {
  const pundit = { name: 'Late Lou', kind: 'person' }
  const late = await posted('/predictions', aPrediction({ pundit }), 'ann')
  const claim = { statement: 'Early thing', dueBy: '2027-06-30', dueBasis: 'stated' }
  const early = await posted('/predictions', aPrediction({ claim }), 'ann')
  expect(words((await read(`/claims/${late.claimId}`)).html)).toContain(
    'Said on 2 January 2026. Logged on 22 November 2026, after the deadline.',
  )
  expect(words((await read(`/claims/${early.claimId}`)).html)).toContain(
    'Said on 2 January 2026, logged on 22 November 2026.',
  )
  expect(words((await read('/pundits/late-lou')).html)).toContain('1 logged, 324 days after it was said:')
})

test('a resolution says so when its author had logged a prediction of the claim', async () => {
  const settledBy = async (by: string) => {
    const { claimId, evidenceId } = await aClaim()
    const terms = { outcome: 'true', rationale: 'So it was', evidenceIds: [evidenceId] }
    await posted(`/claims/${claimId}/resolutions`, terms, by)
    return historyOf((await read(`/claims/${claimId}`)).html).join()
  }
  expect(await settledBy('ann')).toContain('Settled by ann, who had logged a prediction of it, on 22')
  expect(await settledBy('ben')).toContain('Settled by ben on 22')
})

test('what both forecast says which of it does not count', async () => {
  const claim = { statement: 'Shared thing', dueBy: '2027-06-30', dueBasis: 'stated' }
  const both = ['Shared Sal', 'Shared Sid'].map(name => ({ name, kind: 'person' }))
  const [sal, sid] = both
  const { claimId } = await posted('/predictions', aPrediction({ claim, pundit: sal }), 'ann')
  await posted('/predictions', aPrediction({ claim: undefined, claimId, pundit: sid }), 'ann')
  const { html } = await read('/compare?a=shared-sal&b=shared-sid')
  expect(words(section(html, 'shared'))).toContain('Open not counted')
})
