import { z } from 'zod'
import { calendarDate, line, webUrl } from '../fields.ts'

/** One published piece of commentary. Without a url: a broadcast, or a document that has none. */
export const NameSource = z
  .strictObject({
    url: webUrl.optional(),
    title: line(300),
    publisher: line(200).optional(),
    author: line(200).optional(),
    publishedOn: calendarDate.optional(),
    archiveUrl: webUrl.optional(),
    textHash: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'must be "sha256:" and 64 lower-case hexadecimal digits')
      .optional()
      .meta({ description: 'SHA-256 of the text that was read. The text itself is not kept.' }),
  })
  .meta({ id: 'NameSource' })
export type NameSource = z.infer<typeof NameSource>

export const SourceAdded = z.object({
  url: z.string().optional(),
  title: z.string(),
  publisher: z.string().optional(),
  author: z.string().optional(),
  publishedOn: z.string().optional(),
  archiveUrl: z.string().optional(),
  textHash: z.string().optional(),
})
export type SourceAdded = z.infer<typeof SourceAdded>
