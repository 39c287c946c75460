/** What is read with a library: a bundle of its own, which is loaded when the first text of such a format is read. */
export { parseToml } from './parse-toml.ts';
export { parseYaml } from './parse-yaml.ts';
