/** What scalar.js puts there. */
declare const Scalar: { createApiReference(selector: string, configuration: Record<string, unknown>): void }

/** What Scalar's markup lacks, or has too much of, for whoever hears the page: where, and the attributes as they should be. */
const mends: [string, Record<string, string | null>][] = [
  ['.t-doc__header', { role: 'navigation', 'aria-label': 'Where you are' }],
  ['.t-doc__header header', { role: 'none' }],
  ['.response-card[role="region"]', { role: 'group' }],
  ['[data-testid="response-variant-picker"]', { 'aria-label': null }],
  ['.scalar-client [aria-label^="Notifications"]', { 'aria-label': 'Messages' }],
  ['.scalar-client button[role="none"]', { role: null }],
  ['.scalar-client [role="combobox"]:not([aria-expanded])', { role: 'textbox', 'aria-autocomplete': null }],
  ['.scalar-client .cm-content[contenteditable="true"]', { 'aria-label': 'Body of the request' }],
  ['.scalar-client .cm-content[contenteditable="false"]', { 'aria-label': 'Body of the answer' }],
]

makeRoomForMain()
new MutationObserver(mend).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ['class'],
})
Scalar.createApiReference('#reference', {
  url: '/api/v1/openapi.json',
  authentication: { preferredSecurityScheme: 'key' },
  theme: 'none',
  withDefaultFonts: false,
  defaultOpenAllTags: true,
  hideModels: true,
  hideDarkModeToggle: true,
  hideClientButton: true,
  documentDownloadType: 'none',
  showDeveloperTools: 'never',
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
})

/** Scalar brings a main of its own, and a page has one. */
function makeRoomForMain(): void {
  const main = document.querySelector('main#main')
  const room = document.createElement('div')
  room.id = 'main'
  room.append(...(main?.childNodes ?? []))
  main?.replaceWith(room)
}

function mend(): void {
  for (const [selector, attributes] of mends) {
    for (const element of document.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) element.removeAttribute(name)
        else element.setAttribute(name, value)
      }
    }
  }
  const behind = document.querySelector<HTMLElement>('.references-rendered')
  if (behind !== null) behind.inert = document.querySelector('.scalar-client--open') !== null
}
