import type { Context } from 'hono'
import { listClaimIds, listClaimPageStarts } from '../claims/addresses.ts'
import { listTopics } from '../claims/topics.ts'
import { type AppEnv, router } from '../door.ts'
import { isId } from '../fields.ts'
import { Problem } from '../problem.ts'
import { listPunditSlugs } from '../pundits/addresses.ts'
import { siteOf } from './parts/head.tsx'

/** What search engines read: where they may go, and every claim, pundit and topic there is. */
export const crawlerPages = router()

/** A site map may name 50,000 addresses; this many are found and sent at once. */
const perPage = 5000

crawlerPages.get('/robots.txt', c =>
  c.text(
    [
      'User-agent: *',
      'Disallow: /embed/',
      'Disallow: /predictions/new',
      'Disallow: /sign-in',
      'Disallow: /compare?',
      `Sitemap: ${siteOf(c)}/sitemap.xml`,
      '',
    ].join('\n'),
  ),
)

crawlerPages.get('/sitemap.xml', async c => {
  const starts = await listClaimPageStarts(c.var.deps, perPage)
  const maps = [
    '/sitemaps/pages.xml',
    '/sitemaps/pundits.xml',
    ...starts.map(id => `/sitemaps/claims/${id}.xml`),
  ]
  const named = maps.map(path => `<sitemap><loc>${siteOf(c)}${path}</loc></sitemap>`)
  return xml(c, `<sitemapindex xmlns="${schema}">${named.join('')}</sitemapindex>`)
})

crawlerPages.get('/sitemaps/pages.xml', async c => {
  const topics = await listTopics(c.var.deps)
  const own = ['/', '/predictions', '/due', '/pundits', '/topics', '/read', '/method', '/ledger', '/docs']
  return urls(c, [...own, ...topics.map(({ topic }) => `/topics/${topic}`)])
})

crawlerPages.get('/sitemaps/pundits.xml', async c => {
  const slugs = await listPunditSlugs(c.var.deps, 10 * perPage)
  return urls(
    c,
    slugs.map(slug => `/pundits/${slug}`),
  )
})

crawlerPages.get('/sitemaps/claims/:page{.+\\.xml}', async c => {
  const from = c.req.param('page').replace(/\.xml$/, '')
  if (!isId(from)) throw new Problem('not-found', 'There is no such site map.')
  const ids = await listClaimIds(c.var.deps, from, perPage)
  return urls(
    c,
    ids.map(id => `/claims/${id}`),
  )
})

const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9'

function urls(c: Context<AppEnv>, paths: string[]) {
  const named = paths.map(path => `<url><loc>${siteOf(c)}${path}</loc></url>`)
  return xml(c, `<urlset xmlns="${schema}">${named.join('')}</urlset>`)
}

function xml(c: Context<AppEnv>, body: string) {
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>${body}`, 200, { 'Content-Type': 'application/xml' })
}
