import { z } from '@hono/zod-openapi'
import { openApi } from '../api/api.ts'
import { disputeDays } from '../claims/rules.ts'
import { router } from '../door.ts'
import { show } from './layout.tsx'
import { siteOf } from './parts/head.tsx'

export const docsPages = router()

docsPages.get('/docs', c => {
  const origin = siteOf(c)
  return show(
    c,
    { title: 'API', description: 'Every operation of Reckon’s JSON API, with its fields and refusals.' },
    <article class="prose-page">
      <h1>API</h1>
      <p>{info.description}</p>
      <p>
        To send requests from the browser, <a href="/docs/reference">try the API</a>.
      </p>
      <p>
        Everything below is under <code>{origin}/api/v1</code>. Programs can read{' '}
        <a href="/api/v1/openapi.json">the OpenAPI 3.1 description</a>. Reading needs no key; writing needs{' '}
        <code>Authorization: Bearer &lt;key&gt;</code>. A POST sent again with the same{' '}
        <code>Idempotency-Key</code> header gets the first answer and does nothing twice. Lists give{' '}
        <code>next</code>, the <code>cursor</code> of the page after.
      </p>
      <pre tabindex={0}>{quickStart(`${origin}/api/v1`)}</pre>
      <div class="reference">
        <nav aria-label="Operations" class="operations">
          <ul>
            {nouns.map(({ name, operations }) => (
              <>
                <li class="noun">{name}</li>
                {operations.map(({ path, method, operation: { summary } }) => (
                  <li>
                    <a href={`#${anchorOf(summary)}`}>{summary}</a>{' '}
                    <code class="hint">
                      {method.toUpperCase()} {path}
                    </code>
                  </li>
                ))}
              </>
            ))}
          </ul>
        </nav>
        <div>
          {nouns.flatMap(({ operations }) =>
            operations.map(each => <Operation {...each} schemas={components.schemas} />),
          )}
        </div>
      </div>
    </article>,
  )
})

function anchorOf(summary: string): string {
  return summary.toLowerCase().replaceAll(/[^a-z]+/g, '-')
}

/** From nothing to a pundit's accuracy, by way of a dispute. */
function quickStart(root: string): string {
  const post = '-X POST -H "Authorization: Bearer $KEY" -H "Content-Type: application/json"'
  return [
    '# Log a prediction: the answer has its "id", its "claimId" and the pundit\'s "slug".',
    `curl ${post} ${root}/predictions -d '{`,
    `  "claim": {"statement": "It rains in Oslo on 1 June 2026", "dueBy": "2026-06-01", "dueBasis": "stated"},`,
    `  "pundit": {"name": "Ann Author", "kind": "person"},`,
    `  "source": {"url": "https://example.org/a", "title": "Weather"},`,
    `  "quote": {"exact": "rain is likely"}, "saidOn": "2026-05-30", "stance": "asserts", "hedge": "likely"}'`,
    '',
    '# File evidence on its claim: the answer has the evidence\'s "id".',
    `curl ${post} ${root}/claims/$CLAIM_ID/evidence -d '{`,
    `  "url": "https://example.org/b", "title": "It rained", "publishedOn": "2026-06-02", "stance": "supports"}'`,
    '',
    '# Say what happened.',
    `curl ${post} ${root}/claims/$CLAIM_ID/resolutions -d '{`,
    `  "outcome": "true", "occurredOn": "2026-06-01", "rationale": "It rained.", "evidenceIds": ["'$EVIDENCE_ID'"]}'`,
    '',
    `# Somebody else may dispute that for ${disputeDays} days; a moderator, neither of the two, then settles it.`,
    `curl ${post} ${root}/claims/$CLAIM_ID/disputes -d '{`,
    `  "reason": "too-early", "counterOutcome": "open", "rationale": "The day is not over."}'`,
    `curl ${post} ${root}/claims/$CLAIM_ID/settlements -d '{`,
    `  "decision": "upheld", "rationale": "It rained before noon."}'`,
    '',
    '# See how accurate the pundit has been.',
    `curl ${root}/pundits/ann-author/accuracy`,
  ].join('\n')
}

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  enum?: unknown[]
  const?: unknown
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
}

const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    items: Schema.optional(),
    oneOf: z.array(Schema).optional(),
    anyOf: z.array(Schema).optional(),
  }),
)
type Schemas = Record<string, Schema>

const Body = z.object({
  content: z.record(z.string(), z.object({ schema: Schema, example: z.unknown().optional() })).optional(),
})

const OperationShape = z.object({
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), description: z.string().optional(), schema: Schema }))
    .optional(),
  requestBody: Body.optional(),
  responses: z.record(z.string(), Body.extend({ description: z.string() })),
})
type Operation = z.infer<typeof OperationShape>

const Description = z.object({
  info: z.object({ description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), OperationShape)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
})

/** Our own document, read once. */
const { info, paths, tags, components } = Description.parse(openApi())

const everyOperation = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
const nouns = tags.map(({ name }) => ({
  name,
  operations: everyOperation.filter(({ operation }) => operation.tags.includes(name)),
}))

interface OperationProps {
  method: string
  path: string
  operation: Operation
  schemas: Schemas
}

function Operation({ method, path, operation, schemas }: OperationProps) {
  const bodies = Object.entries(operation.requestBody?.content ?? {})
  const answers = Object.entries(operation.responses)
  return (
    <section class="operation">
      <h2 id={anchorOf(operation.summary)}>{operation.summary}</h2>
      <p>
        <code class="address">
          <b>{method.toUpperCase()}</b> {path}
        </code>
      </p>
      {operation.description && <p>{operation.description}</p>}
      {operation.parameters && (
        <dl class="members">
          {operation.parameters.map(parameter => (
            <Member
              name={parameter.name}
              schema={parameter.schema}
              note={parameter.description}
              schemas={schemas}
            />
          ))}
        </dl>
      )}
      {bodies.map(([mediaType, { schema, example }]) => (
        <details>
          <summary>
            Body, <code>{mediaType}</code>
          </summary>
          <Members schema={schema} schemas={schemas} />
          {example !== undefined && <pre tabindex={0}>{JSON.stringify(example, null, 2)}</pre>}
        </details>
      ))}
      {answers.map(([status, { description, content }]) => (
        <details>
          <summary>
            {status}: {description}
          </summary>
          {Object.values(content ?? {}).map(({ schema }) => (
            <Members schema={schema} schemas={schemas} />
          ))}
        </details>
      ))}
    </section>
  )
}

function Members({ schema, schemas }: { schema: Schema; schemas: Schemas }) {
  const resolved = resolve(schema, schemas)
  const variants = resolved.oneOf ?? resolved.anyOf
  if (variants !== undefined && resolved.properties === undefined) {
    return (
      <>
        <p>One of:</p>
        {variants.map(variant => (
          <Members schema={variant} schemas={schemas} />
        ))}
      </>
    )
  }
  return (
    <dl class="members">
      {Object.entries(resolved.properties ?? {}).map(([name, member]) => (
        <Member name={name} schema={member} required={resolved.required?.includes(name)} schemas={schemas} />
      ))}
    </dl>
  )
}

interface MemberProps {
  name: string
  schema: Schema
  note?: string
  required?: boolean
  schemas: Schemas
}

function Member({ name, schema, note, required, schemas }: MemberProps) {
  const resolved = resolve(schema, schemas)
  const inner = resolved.items === undefined ? resolved : resolve(resolved.items, schemas)
  return (
    <>
      <dt>
        <code>{name}</code>{' '}
        <span class="hint">{`${typeOf(schema, schemas)}${required ? ', required' : ''}`}</span>
      </dt>
      <dd>
        {note ?? resolved.description}
        {inner.oneOf && <Members schema={inner} schemas={schemas} />}
        {inner.properties && <Members schema={inner} schemas={schemas} />}
      </dd>
    </>
  )
}

function resolve(schema: Schema, schemas: Schemas): Schema {
  const found =
    schema.$ref === undefined ? undefined : schemas[schema.$ref.replace('#/components/schemas/', '')]
  return found ?? schema
}

function typeOf(schema: Schema, schemas: Schemas): string {
  const { enum: values, const: value, items, type, format, oneOf, anyOf } = resolve(schema, schemas)
  if (value !== undefined) return JSON.stringify(value)
  if (values !== undefined) return values.map(one => JSON.stringify(one)).join(' | ')
  if (items !== undefined) return `list of ${typeOf(items, schemas)}`
  const variants = oneOf ?? anyOf
  if (variants !== undefined) return variants.map(variant => typeOf(variant, schemas)).join(' | ')
  return `${[type ?? 'object'].flat().join(' | ')}${format === undefined ? '' : ` (${format})`}`
}
