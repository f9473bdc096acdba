// The service and its commands: `fund start`, `fund help` for the others.

const PROGRAMS = {
  start: 'server',
  demo: 'demo/demo',
  add: 'commands/addFund',
  token: 'commands/addToken',
  operator: 'commands/addOperator',
  backup: 'commands/backup',
  restore: 'commands/restore',
  verify: 'commands/verify',
  doctor: 'commands/doctor',
};

const HELP = `fund start                           serves the fund in DATA_DIR (./data), until Ctrl-C
fund demo                            serves the example fund, in ./data-demo
fund add CODE NAME PROVINCE          adds a fund, and prints its director's token once
fund token CODE NAME ROLE            adds a token, and prints it once
fund operator NAME                   makes the token of who runs the installation, and prints it once
fund backup FILE, fund restore FILE  saves all funds in one file; takes them back into an empty installation
fund verify                          recomputes everything from the facts: 0 if all agrees, else 1
fund doctor                          looks at the machine and the installation, and says what to do`;

const [, , command = 'help'] = process.argv;
const program = Object.hasOwn(PROGRAMS, command) ? PROGRAMS[command] : null;
if (program === null) {
  console.log(HELP);
  process.exit(command === 'help' ? 0 : 2);
}
process.env.NODE_ENV = 'production';
// The program finds its own arguments where it looks for them.
process.argv.splice(1, 2, program);
// Where something fails is told by its place in the sources.
process.setSourceMapsEnabled(true);
await import(new URL(`dist/${program}.js`, import.meta.url).href);
