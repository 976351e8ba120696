import { expect, test } from 'vitest'
import { aPrediction } from '../world.ts'
import { settlingPages, words } from './settling-pages.ts'

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
