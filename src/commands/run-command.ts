/**
 * Runs what a command does; what goes wrong is one line, and exit status 1. Told to stop, it finishes first, so
 * that it leaves no server behind; told twice, it does not. Returns whether there is more to do: it went well, and
 * nobody has told it to stop.
 */
export async function runCommand(name: string, work: () => Promise<void>): Promise<boolean> {
  let told = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (told) process.exit(1)
      told = true
    })
  }
  try {
    await work()
    return !told
  } catch (error) {
    console.error(`Reckon cannot ${name}: ${oneLine(error)}`)
    process.exitCode = 1
    return false
  }
}

export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.split('\n')[0] ?? ''
}
