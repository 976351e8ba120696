import { encodeBase64 } from '../ledger/base64.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { leafHash } from '../ledger/hashes.ts'
import { verifyInclusion } from '../ledger/merkle.ts'
import { openVerifier } from '../ledger/note.ts'
import { parseProof } from '../ledger/proof.ts'

interface Step {
  holds: boolean
  words: string
}

const section = document.querySelector<HTMLElement>('section.check')
const key = section?.querySelector('input')
const list = section?.querySelector('ul')
if (section && key && list) {
  const check = async () => list.replaceChildren(...(await steps(section, key.value.trim())).map(item))
  section.hidden = false
  key.addEventListener('input', check)
  await check()
}

/** Of what the page shows: the bytes themselves where they are there, else the leaf hash that stands for them. */
async function steps({ dataset }: HTMLElement, vkey: string): Promise<Step[]> {
  const shown = document.querySelector('#leaf-hash')?.textContent?.trim() ?? ''
  const bytes = document.querySelector('#bytes')?.textContent
  const done: Step[] = []
  try {
    const { index, hashes, checkpoint } = parseProof(dataset.proof ?? '')
    const { origin, size, root } = await openCheckpoint(checkpoint, await openVerifier(vkey))
    done.push({ holds: true, words: `The checkpoint of ${size} entries is signed by the key of ${origin}.` })
    const leaf = bytes == null ? decode(shown) : leafHash(new TextEncoder().encode(bytes))
    const same = encodeBase64(leaf) === shown
    done.push({
      holds: same,
      words: same
        ? `The bytes above have the leaf hash ${shown}.`
        : 'The bytes above have another leaf hash than the page says.',
    })
    const included = verifyInclusion(hashes, { index, size, leaf, root })
    done.push({
      holds: included,
      words: included
        ? `With ${hashes.length} hashes it leads to the signed root: entry ${index} is in the ledger, exactly so.`
        : 'It does not lead to the signed root: this entry is not in the ledger.',
    })
  } catch (error) {
    done.push({ holds: false, words: `It does not hold: ${error instanceof Error ? error.message : error}.` })
  }
  return done
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
}

function item({ holds, words }: Step): HTMLElement {
  const line = document.createElement('li')
  line.className = holds ? 'holds' : 'fails'
  line.textContent = words
  return line
}
