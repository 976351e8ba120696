/** A paragraph, a list item, a heading or a line of particulars: where it stands, without its marks. */
export interface Block {
  kind: 'heading' | 'item' | 'prose' | 'meta'
  start: number
  end: number
  /** Of a heading: 1 for "#"; 0 for one without marks. */
  level: number
  /** Who speaks, where a transcript names them: "SMITH: …". */
  speaker?: string
}

interface Line {
  start: number
  end: number
  words: string
}

const marks = /^(?:>\s*)*(?:[-*+•‣·▪►●○◦–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)/
const hashes = /^(#{1,6})\s+/
const meta =
  /^(?:url|link|date|published|updated|last updated|source|by|author|byline|photo(?:graph)?|image|picture|credit|caption|tags?|filed under|reading time|share|related|read more)\s*:/i
const title = /^(?:title|headline|subject)\s*: /i
const spoken =
  /^((?:[A-Z][\w.'’-]*|de|van|von|al|of|the)(?: (?:[A-Z][\w.'’-]*|de|van|von|al)){0,3})(?: \([^)]{1,60}\))?: (?=\S)/
const notSpeaker =
  /^(?:note|notes|title|key takeaways?|takeaways?|update|summary|conclusion|probability|confidence|prediction|forecast|bonus|caveat|question|answer|context|background|outlook|verdict|score|result|bottom line|risks?|upside|downside|base case|bull case|bear case|scenario|likelihood|why|what|how|odds|exclusive|analysis|opinion|live|watch|breaking|correction|editor.?s note|part|chapter|step|figure|table|chart|example|warning|tip|ps|week|day|round|group|q[1-4]|[a-z]+ \d+)$/i

/**
 * The blocks of a pasted text, in order, none empty. Lines wrapped in the middle of a sentence are one block.
 *
 * Worked value: blocksOf('# Outlook\n\n- Oil falls.') = a heading at 2..9 and an item at 13..23.
 * Errors: none; any text has blocks.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let lines: Line[] = []
  const close = () => {
    for (const run of runsOf(lines)) blocks.push(blockOf(text, run, lines.length === 1))
    lines = []
  }
  for (const line of linesOf(text)) {
    if (line.words === '') close()
    else lines.push(line)
  }
  close()
  return blocks.filter(({ start, end }) => end > start)
}

function* linesOf(text: string): Generator<Line> {
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf('\n', at)
    const stop = next < 0 ? text.length : next
    const raw = text.slice(at, stop)
    const words = raw.trim()
    const start = at + raw.length - raw.trimStart().length
    yield { start, end: start + words.length, words }
    at = stop + 1
  }
}

/** Lines without an empty one between them, joined where one sentence runs on. */
function runsOf(lines: Line[]): Line[][] {
  const runs: Line[][] = []
  for (const line of lines) {
    const last = runs.at(-1)?.at(-1)
    if (last !== undefined && runsOn(last, line)) runs.at(-1)?.push(line)
    else runs.push([line])
  }
  return runs
}

function runsOn({ words }: Line, next: Line): boolean {
  if ([marks, hashes, meta].some(mark => mark.test(next.words))) return false
  if ([hashes, meta, title].some(mark => mark.test(words))) return false
  if (/[.!?:;]["”’')\]_*]*$/.test(words)) return false
  return /^[\p{Lowercase_Letter}\d("“‘$€£]/u.test(next.words) || words.length >= 60
}

function blockOf(text: string, lines: Line[], alone: boolean): Block {
  const first = lines[0]
  const end = lines.at(-1)?.end ?? 0
  if (first === undefined) return { kind: 'prose', start: 0, end: 0, level: 0 }
  const { start, words } = first
  const hash = words.match(hashes)
  if (hash) return { kind: 'heading', start: start + hash[0].length, end, level: hash[1]?.length ?? 1 }
  const titled = words.match(title)
  if (titled) return { kind: 'heading', start: start + titled[0].length, end, level: 1 }
  if (meta.test(words)) return { kind: 'meta', start, end, level: 0 }
  const mark = words.match(marks)?.[0] ?? ''
  const inner = text.slice(start + mark.length, end)
  if (isHeading(inner, lines.length, alone, mark !== ''))
    return { kind: 'heading', start: start + mark.length, end, level: 0 }
  const name = inner.match(spoken)
  const speaker = name?.[1] !== undefined && !notSpeaker.test(name[1]) ? name[1] : undefined
  const from = start + mark.length + (speaker === undefined ? 0 : (name?.[0].length ?? 0))
  return { kind: mark === '' ? 'prose' : 'item', start: from, end, level: 0, speaker }
}

function isHeading(words: string, lines: number, alone: boolean, marked: boolean): boolean {
  if (lines > 1 || words.length > 110 || !/^[\p{Uppercase_Letter}\d"“‘'*_]/u.test(words)) return false
  const count = words.split(/\s+/).length
  if (/^(\*\*|__).{1,100}\1$/.test(words)) return true
  if (/[^.]\.$/.test(words)) return count <= 3 && !marked && !/\d/.test(words)
  return !/[.!?…:;,"”)_]$/.test(words) && count <= 16 && !marked && (alone || count <= 12)
}
