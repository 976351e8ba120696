import { type Filled, Input } from './form.tsx'

export const sourceLabels = {
  'source/url': 'Address',
  'source/title': 'Title',
  'source/publisher': 'Publisher',
  'source/author': 'Author',
  'source/publishedOn': 'Published on',
  'source/archiveUrl': 'Archived copy',
}

/** The names of a source's particulars, as the operation takes them. */
export const sourceFields = ['url', 'title', 'publisher', 'author', 'publishedOn', 'archiveUrl']

interface Props {
  form: Filled
  today: string
  required?: boolean
  /** Whether the day is needed: deadlines are read from it. */
  dated?: boolean
}

export function SourceFields({ form, today, required, dated }: Props) {
  const at = (name: keyof typeof sourceLabels) => ({ form, name, label: sourceLabels[name] })
  return (
    <>
      <Input {...at('source/title')} required={required} />
      <Input {...at('source/url')} type="url" />
      <div class="pair-of-fields">
        <Input {...at('source/publisher')} />
        <Input {...at('source/author')} />
        <Input {...at('source/publishedOn')} type="date" max={today} required={dated} />
        <Input {...at('source/archiveUrl')} type="url" />
      </div>
    </>
  )
}
