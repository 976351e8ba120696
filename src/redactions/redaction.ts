import { z } from 'zod'
import { text } from '../fields.ts'

export const RedactEntry = z
  .strictObject({
    reason: text(1000).meta({
      description:
        'What obliges to it. It stays in the ledger, for everybody to read: repeat nothing of what goes.',
    }),
  })
  .meta({ id: 'RedactEntry' })
export type RedactEntry = z.infer<typeof RedactEntry>

/** The entry named by the subject lost its bytes. */
export const EntryRedacted = z.object({
  index: z.number().int(),
  /** In Base64. It stays in the tree. */
  leafHash: z.string(),
  reason: z.string(),
  /** What is left: the entry without its words, from which its rows are made ever after. */
  kept: z.record(z.string(), z.unknown()),
})
export type EntryRedacted = z.infer<typeof EntryRedacted>
