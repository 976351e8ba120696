import type { ClaimView, EvidenceView } from '../../claims/read.ts'
import { isRedactedUrl } from '../../redactions/rules.ts'
import { ErrorSummary, type Filled, Input, Select, TextArea } from './form.tsx'
import { Day } from './marks.tsx'
import { ProofLinks } from './proof.tsx'

/** What an item of evidence does. */
export const stanceHeadings = { supports: 'Supports it', refutes: 'Speaks against it', context: 'Context' }

/** For and against side by side, also where one side has nothing; what only gives context below. */
export function EvidenceList({ claim }: { claim: ClaimView }) {
  const of = (stance: EvidenceView['stance']) => claim.evidence.filter(item => item.stance === stance)
  const context = of('context')
  return (
    <section id="evidence">
      <h2>Evidence</h2>
      {claim.evidence.length === 0 ? (
        <p>Nobody has filed any evidence yet.</p>
      ) : (
        <div class="columns sides">
          {(['supports', 'refutes'] as const).map(stance => (
            <Side stance={stance} items={of(stance)} />
          ))}
        </div>
      )}
      {context.length > 0 && <Side stance="context" items={context} />}
    </section>
  )
}

function Side({ stance, items }: { stance: EvidenceView['stance']; items: EvidenceView[] }) {
  return (
    <div>
      <h3>{stanceHeadings[stance]}</h3>
      {items.length === 0 && <p class="hint">Nothing has been filed.</p>}
      <ul class="evidence">
        {items.map(item => (
          <EvidenceItem item={item} />
        ))}
      </ul>
    </div>
  )
}

function EvidenceItem({ item }: { item: EvidenceView }) {
  return (
    <li id={`evidence-${item.id}`}>
      <EvidenceLink item={item} />
      <p class="byline">
        {item.publisher && `${item.publisher}, `}
        <Day on={item.publishedOn} />
      </p>
      {item.excerpt && <blockquote>{item.excerpt}</blockquote>}
      {item.note && <p>{item.note}</p>}
      <p class="byline">
        <ProofLinks entryId={item.entryId} />
      </p>
    </li>
  )
}

/** Its title, which leads there unless the address was removed. */
export function EvidenceLink({ item: { url, title } }: { item: EvidenceView }) {
  return isRedactedUrl(url) ? <span>{title}</span> : <a href={url}>{title}</a>
}

interface FormProps {
  claim: ClaimView
  form: Filled
  today: string
}

const evidenceLabels = {
  url: 'Address',
  title: 'Title',
  publisher: 'Publisher',
  publishedOn: 'Published on',
  stance: 'What it does',
  excerpt: 'Excerpt',
  note: 'Note',
}

export function EvidenceForm({ claim, form, today }: FormProps) {
  const at = (name: keyof typeof evidenceLabels) => ({ form, name, label: evidenceLabels[name] })
  return (
    <form
      method="post"
      action={`/claims/${claim.id}/evidence`}
      id="file-evidence"
      data-unsaved
      data-done="The evidence is filed."
    >
      <h2>File evidence</h2>
      <ErrorSummary form={form} labels={evidenceLabels} />
      <Input {...at('url')} type="url" required />
      <Input {...at('title')} required />
      <Input {...at('publisher')} />
      <Input {...at('publishedOn')} type="date" max={today} required />
      <Select
        {...at('stance')}
        options={{ supports: 'supports the claim', refutes: 'speaks against it', context: 'gives context' }}
        required
      />
      <TextArea {...at('excerpt')} hint="A short quotation." rows={2} />
      <TextArea {...at('note')} hint="What it shows, in your own words." rows={3} />
      <button type="submit">File evidence</button>
    </form>
  )
}
