import type { SourceLanguage } from '../../source/model.ts';
import type { FlowKind } from './taint.ts';

/** What a call of a library does with its arguments. */
export interface Sink {
  readonly kind: FlowKind;
  /** Which arguments: places, or names where they have one. */
  readonly args: readonly (number | string)[];
}

const script = (list: readonly (readonly [FlowKind, string, readonly (number | string)[]])[]) =>
  list.flatMap(([kind, names, args]) =>
    names.split(' ').map((name) => [name, { kind, args }] as const),
  );

/**
 * By the name a call resolves to, with the module it is imported from. What is not imported is no sink: `regex.exec`
 * and `db.exec` are none.
 */
const SCRIPT: ReadonlyMap<string, Sink> = new Map(
  script([
    [
      'shell',
      'child_process.exec child_process.execSync execa.execaCommand execa.execaCommandSync shelljs.exec',
      [0],
    ],
    [
      'program',
      'child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync execa.execa execa.execaSync cross-spawn.spawn',
      [0],
    ],
    [
      'path',
      'fs.readFile fs.readFileSync fs.writeFile fs.writeFileSync fs.appendFile fs.appendFileSync fs.unlink fs.unlinkSync fs.rm fs.rmSync fs.rmdir fs.rmdirSync fs.readdir fs.readdirSync fs.mkdir fs.mkdirSync fs.open fs.openSync fs.createReadStream fs.createWriteStream fs.outputFile fs.remove fs.readJson fs.writeJson fs.ensureDir Bun.file Bun.write',
      [0],
    ],
    [
      'path',
      'fs.rename fs.renameSync fs.copyFile fs.copyFileSync fs.cp fs.cpSync fs.move fs.copy',
      [0, 1],
    ],
    [
      'url',
      'fetch axios axios.get axios.post axios.put axios.patch axios.delete axios.head axios.request got got.get got.post ky ky.get ky.post undici.fetch undici.request node-fetch http.get https.get http.request https.request superagent.get',
      [0],
    ],
    ['code', 'eval Function vm.runInNewContext vm.runInThisContext vm.runInContext vm.Script', [0]],
  ]),
);

const PYTHON: ReadonlyMap<string, Sink> = new Map(
  script([
    [
      'shell',
      'os.system os.popen subprocess.getoutput subprocess.getstatusoutput asyncio.create_subprocess_shell',
      [0],
    ],
    [
      'program',
      'subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen asyncio.create_subprocess_exec',
      [0],
    ],
    [
      'path',
      'open io.open aiofiles.open os.remove os.unlink os.rmdir os.listdir os.mkdir os.makedirs os.scandir shutil.rmtree',
      [0],
    ],
    [
      'path',
      'shutil.copy shutil.copyfile shutil.copytree shutil.move os.rename os.replace',
      [0, 1],
    ],
    [
      'url',
      'requests.get requests.post requests.put requests.patch requests.delete requests.head httpx.get httpx.post httpx.put httpx.patch httpx.delete httpx.head urllib.request.urlopen urllib.request.urlretrieve',
      [0, 'url'],
    ],
    ['url', 'requests.request httpx.request httpx.stream', [1, 'url']],
    [
      'code',
      'eval exec compile importlib.import_module __import__ builtins.eval builtins.exec',
      [0],
    ],
    ['code', 'pickle.loads pickle.load dill.loads dill.load marshal.loads', [0]],
    ['html', 'flask.render_template_string', [0]],
  ]),
);

const GO: ReadonlyMap<string, Sink> = new Map(
  script([
    ['program', 'os/exec.Command', [0]],
    ['program', 'os/exec.CommandContext', [1]],
    [
      'path',
      'os.Open os.OpenFile os.ReadFile os.WriteFile os.Remove os.RemoveAll os.Create os.Mkdir os.MkdirAll os.ReadDir os.Rename',
      [0],
    ],
    ['url', 'net/http.Get net/http.Post net/http.Head net/http.PostForm', [0]],
    ['url', 'net/http.NewRequest', [1]],
    ['url', 'net/http.NewRequestWithContext', [2]],
  ]),
);

/** Methods of clients that were made from a library: `httpx.AsyncClient().get(url)`. */
const CLIENTS =
  /^(?:httpx\.(?:Async)?Client|requests\.Session|requests\.session|aiohttp\.ClientSession|axios\.create|net\/http\.Client)$/;

export function sinkOf(language: SourceLanguage, name: string): Sink | undefined {
  if (language === 'python') return PYTHON.get(name);
  return language === 'go' ? GO.get(name) : SCRIPT.get(name);
}

/** What a method of a client does. */
export function clientSink(made: string, method: string): Sink | undefined {
  if (!CLIENTS.test(made)) return undefined;
  if (/^(?:get|post|put|patch|delete|head|Get|Post|Head)$/.test(method))
    return { kind: 'url', args: [0, 'url'] };
  return /^(?:request|stream)$/.test(method) ? { kind: 'url', args: [1, 'url'] } : undefined;
}

/** Methods that send a statement, whatever they belong to: the text has to be SQL as well. */
export const QUERY =
  /^(?:query|execute|executemany|executescript|run|all|get|raw|prepare|exec|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|execute_query|fetch|fetchrow|fetchval|fetchall|Query|QueryRow|QueryContext|QueryRowContext|Exec|ExecContext|Get|Select|Raw|Prepare)$/;

/** Programs that run what they are given as a script, behind these options. */
export const SHELLS =
  /^(?:.*[/\\])?(?:sh|bash|zsh|dash|ksh|cmd|cmd\.exe|powershell|powershell\.exe|pwsh)$/i;
export const SCRIPT_OPTION = /^(?:-c|-lc|-ec|\/c|\/C|-Command|-command)$/;

/** Programs with options that run something, or write where they are told: git-upload-pack, `-o`, `-exec`, `ProxyCommand`. */
export const OPTIONED = /^(?:.*[/\\])?(?:git|hg|tar|find|curl|wget|rsync|scp|ssh)(?:\.exe)?$/;
