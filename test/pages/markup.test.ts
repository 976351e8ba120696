import { expect, test } from 'vitest'
import { anEvidence, aPrediction } from '../world.ts'
import { type Fields, settlingPages, unescaped } from './settling-pages.ts'

const { posted, read, send } = settlingPages()

function withoutOwn(html: string): string {
  return html.replaceAll(/<script type="(module" src="\/built\/page\.js|application\/ld\+json)">/g, '')
}

test('nothing that anybody typed is ever markup, on any page it comes to', async () => {
  const evil = (name: string) => `${name}"><script>alert('${name}')</script><!-- </textarea>`
  const claim = {
    statement: evil('statement'),
    criteria: evil('criteria'),
    dueWording: evil('wording'),
    condition: evil('condition'),
    dueBy: '2026-06-30',
    topics: ['evil'],
  }
  const input = aPrediction({
    claim,
    pundit: { name: evil('pundit'), kind: 'person', role: evil('role') },
    quote: { exact: evil('exact'), prefix: evil('prefix'), suffix: evil('suffix') },
    source: { title: evil('source'), publisher: evil('publisher') },
  })
  const first = await posted('/predictions', input, 'ann')
  const { claimId } = first
  const dependant = { statement: evil('dependant'), dueBy: '2026-06-30', conditionClaimId: claimId }
  const second = await posted('/predictions', aPrediction({ claim: dependant }), 'ann')
  const evidence = anEvidence({
    title: evil('evidence'),
    publisher: evil('paper'),
    excerpt: evil('excerpt'),
    note: evil('note'),
  })
  const again = aPrediction({
    pundit: { name: evil('pundit') },
    restatesId: first.id,
    claim: { ...claim, statement: evil('restated') },
  })
  await posted('/predictions', again, 'ann')
  const wording = { statement: evil('mended'), reason: evil('why') }
  await posted(`/claims/${claimId}/corrections`, wording, 'ann')
  const mended = { quote: { exact: evil('reworded') }, role: evil('office'), reason: evil('misheard') }
  await posted(`/predictions/${first.id}/corrections`, mended, 'ann')
  const { id } = await posted(`/claims/${claimId}/evidence`, evidence, 'ann')
  const other = await posted('/predictions', aPrediction({ claim }), 'ann')
  await posted(`/claims/${claimId}/merges`, { claimId: other.claimId, reason: evil('merged') }, 'mia')
  const pundits = { slug: other.pundit.slug, reason: evil('person') }
  await posted(`/pundits/${first.pundit.slug}/merges`, pundits, 'mia')
  const pages = [
    '/',
    '/due?topic=evil',
    '/predictions?topic=evil',
    `/claims/${claimId}`,
    `/claims/${second.claimId}`,
    `/claims/${claimId}/corrections`,
    `/claims/${claimId}/merges`,
    `/predictions/${first.id}/corrections`,
    `/predictions/new?restates=${first.id}`,
    `/predictions/new?claim=${claimId}`,
    `/pundits/${first.pundit.slug}`,
    `/pundits/${first.pundit.slug}/merges`,
    `/sources/${first.source.id}`,
  ]
  async function expectHarmless() {
    for (const path of pages) {
      const { status, html } = await read(path, 'mia')
      expect(status, path).toBe(200)
      expect(withoutOwn(html), path).not.toMatch(/<script|<!-- /)
    }
  }
  await expectHarmless()
  const terms = { outcome: 'false', rationale: evil('resolution'), evidenceIds: [id] }
  await posted(`/claims/${claimId}/resolutions`, terms, 'ann')
  const dispute = { reason: 'too-early', counterOutcome: 'open', rationale: evil('dispute') }
  await posted(`/claims/${claimId}/disputes`, dispute, 'ben')
  await expectHarmless()
  const settlement = { decision: 'upheld', rationale: evil('settlement') }
  await posted(`/claims/${claimId}/settlements`, settlement, 'mia')
  await expectHarmless()
  const shown = unescaped((await read(`/claims/${claimId}`)).html)
  for (const name of ['mended', 'why', 'reworded', 'evidence', 'resolution', 'dispute', 'settlement'])
    expect(shown).toContain(evil(name))
  const forms: Fields = { 'claim/statement': evil('similar'), rationale: evil('late'), reason: evil('late') }
  for (const path of [
    '/predictions',
    ...['resolutions', 'disputes', 'settlements', 'reopenings', 'corrections', 'merges'].map(
      form => `/claims/${claimId}/${form}`,
    ),
    `/predictions/${first.id}/corrections`,
    `/pundits/${first.pundit.slug}/merges`,
  ]) {
    const { status, html } = await send(path, forms, 'mia')
    expect([403, 409, 422], path).toContain(status)
    expect(withoutOwn(html), path).not.toMatch(/<script|<!-- /)
    expect(unescaped(html), path).toMatch(/(late|similar)"><script>/)
  }
})
