import { buildClient } from '../client/build.ts'
import { runCommand } from './run-command.ts'

runCommand('build the client', buildClient)
