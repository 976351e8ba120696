import { make } from './make.ts'
import { toast } from './toast.ts'

/** A button beside every address and snippet that is there to be copied. */
export function offerCopies(): void {
  for (const field of document.querySelectorAll('[data-copy]')) {
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) continue
    const button = make('button', { type: 'button', class: 'secondary copy' }, 'Copy')
    button.setAttribute('aria-label', `Copy: ${field.labels?.[0]?.textContent ?? ''}`)
    button.addEventListener('click', () => {
      field.select()
      // Only pages that came over a safe connection have a clipboard; what is selected can be copied by hand.
      const byHand = () => toast('Selected: copy it with Ctrl-C.')
      if (navigator.clipboard === undefined) byHand()
      else navigator.clipboard.writeText(field.value).then(() => toast('Copied.'), byHand)
    })
    field.after(button)
  }
}
