import type { getAccount, listContributions } from '../../accounts/account.ts'
import { Days, Moment, StateMark } from './marks.tsx'

type Account = Awaited<ReturnType<typeof getAccount>>
type Contributed = Awaited<ReturnType<typeof listContributions>>

export function AccountKeys({ keys }: { keys: Account['keys'] }) {
  if (keys.length === 0) return <p>You have none.</p>
  return (
    <ul class="people">
      {keys.map(({ id, isSetting, name, start, scopes, lastUsedAt, expiresAt }) => (
        <li>
          <h3>{name}</h3>
          <p class="facts">
            {start && (
              <span>
                <code>{start}…</code>
              </span>
            )}
            <span>{scopes.join(', ')}</span>
            <span>
              {lastUsedAt === null ? (
                'never used'
              ) : (
                <>
                  last used on <Moment at={lastUsedAt.toISOString()} />
                </>
              )}
            </span>
            <span>
              {expiresAt === null ? (
                'never expires'
              ) : (
                <>
                  expires on <Moment at={expiresAt.toISOString()} />
                </>
              )}
            </span>
          </p>
          {isSetting ? (
            <p class="hint">It is a setting, and goes with it.</p>
          ) : (
            <form method="post" action={`/account/keys/${id}/revocation`}>
              <button type="submit" class="secondary">
                Revoke
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

export function AccountSessions({ sessions }: { sessions: Account['sessions'] }) {
  return (
    <ul class="people sessions">
      {sessions.map(({ id, userAgent, createdAt, byKey, isThis }) => (
        <li>
          <p class="facts">
            <span>
              since <Moment at={createdAt.toISOString()} />
            </span>
            {userAgent && <span>{userAgent}</span>}
            {byKey && <span>opened with a key</span>}
            {isThis && <span class="mark">this one</span>}
          </p>
          <form method="post" action={`/account/sessions/${id}/end`}>
            <button type="submit" class="secondary">
              End
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

export function Contributions({ logged, resolved }: Contributed) {
  return (
    <>
      <h2 id="logged">What I logged</h2>
      {logged.length === 0 && <p>Nothing yet.</p>}
      <ul class="claims">
        {logged.map(({ claimId, predictionId, statement }) => (
          <li>
            <a href={`/claims/${claimId}#prediction-${predictionId}`}>{statement}</a>
          </li>
        ))}
      </ul>
      <h2 id="resolved">What stands as I said it</h2>
      {resolved.length === 0 && <p>Nothing yet.</p>}
      <ul class="claims">
        {resolved.map(claim => (
          <li>
            <a href={`/claims/${claim.claimId}`}>{claim.statement}</a>
            <p class="facts">
              <StateMark claim={claim} /> <Days claim={claim} />
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
