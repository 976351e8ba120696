import { router } from '../door.ts'
import { show } from './layout.tsx'

export const docsReferencePages = router()

docsReferencePages.get('/docs/reference', c =>
  show(
    c,
    {
      title: 'Try the API',
      description: 'Every operation of Reckon’s JSON API, to be tried where it is described.',
      style: 'reference',
    },
    <>
      <section aria-labelledby="try" class="prose-page">
        <h1 id="try">Try the API</h1>
        <p>
          Every operation can be sent from here, to this very Reckon: what is logged stays. Writing needs a
          key, made on <a href="/account">your account page</a>. To read only, and without JavaScript, there
          is <a href="/docs">the reference</a>.
        </p>
      </section>
      <div id="reference" />
      <script src="/built/scalar.js" defer />
      <script type="module" src="/built/reference.js" />
    </>,
  ),
)
