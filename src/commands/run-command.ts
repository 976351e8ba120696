/** Runs what a command does; what goes wrong is one line, and exit status 1. */
export async function runCommand(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(`Reckon cannot ${name}: ${oneLine(error)}`)
    process.exitCode = 1
  }
}

export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.split('\n')[0] ?? ''
}
