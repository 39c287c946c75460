import {
  argumentOf,
  type Expression,
  lastName,
  propertyOf,
  visit,
} from '../../source/expressions.ts';
import type { Field, SourceClass, SourceModule } from '../../source/model.ts';

/** A field of a settings class, and a variable that it is read from. */
export interface SettingsField {
  /** As the environment has it. */
  readonly name: string;
  readonly field: Field;
  /** Whether its type says that it holds a secret. */
  readonly isSecret: boolean;
}

/**
 * Fields of classes that pydantic-settings fills from the environment: by the name of the field behind `env_prefix`, or
 * by its alias, to which no prefix belongs (docs.pydantic.dev/latest/concepts/pydantic_settings, field names and aliases).
 */
export function settingsFields(module: SourceModule): readonly SettingsField[] {
  if (module.language !== 'python') return [];
  return module.classes
    .filter((type) => isSettings(module, type))
    .flatMap((type) => {
      const prefix = prefixOf(module, type);
      return type.fields.flatMap((field) => {
        if (
          field.name === 'model_config' ||
          /^(?:typing\.)?ClassVar\b/.test(field.type?.text ?? '')
        )
          return [];
        const aliases = aliasesOf(field);
        const names = aliases.length > 0 ? aliases : [prefix + field.name];
        const inner = nestedIn(module, type, field, names[0] ?? field.name);
        if (inner) return inner;
        return names.map((name) => settingsField(name, field));
      });
    });
}

function settingsField(name: string, field: Field): SettingsField {
  const isSecret = /\bSecret(?:Str|Bytes)\b/.test(field.type?.text ?? '');
  return { name: name.toUpperCase(), field, isSecret };
}

/** The fields of a model that is a field itself, where the environment is told how to name them (nested models there). */
function nestedIn(
  module: SourceModule,
  type: SourceClass,
  { type: given }: Field,
  name: string,
): readonly SettingsField[] | undefined {
  const delimiter = configured(module, type, 'env_nested_delimiter');
  if (delimiter === undefined || delimiter === '') return undefined;
  const model = module.classes.find(
    (it) => it !== type && new RegExp(`\\b${it.name}\\b`).test(given?.text ?? ''),
  );
  return model?.fields.map((field) => settingsField(`${name}${delimiter}${field.name}`, field));
}

/** A class that extends `BaseSettings`, whatever it is called here, or a class that does. */
function isSettings(module: SourceModule, type: SourceClass, hops = 0): boolean {
  return type.bases.some((base) => {
    const name = lastName(base);
    const own = classNamed(module, name, type);
    if (own) return hops < MAX_HOPS && isSettings(module, own, hops + 1);
    const imported = module.imports.find(({ local }) => local === name)?.name ?? name;
    // Those of another file are called so by custom.
    return /(?:^|[a-z\d])Settings$/.test(imported === '*' ? name : imported);
  });
}

const MAX_HOPS = 5;

function classNamed(
  { classes }: SourceModule,
  called: string,
  by: SourceClass,
): SourceClass | undefined {
  return classes.find((it) => it !== by && it.name === called);
}

/** `env_prefix`, in `model_config` or in the class `Config` of older versions; what a class extends hands its own on. */
function prefixOf(module: SourceModule, type: SourceClass, hops = 0): string {
  const own = configured(module, type, 'env_prefix');
  if (own !== undefined) return own;
  if (hops >= MAX_HOPS) return '';
  const [first] = type.bases.flatMap((base) => classNamed(module, lastName(base), type) ?? []);
  return first ? prefixOf(module, first, hops + 1) : '';
}

/** What a class says of itself; empty where only a run tells. */
function configured(module: SourceModule, type: SourceClass, key: string): string | undefined {
  const config = type.fields.find(({ name }) => name === 'model_config')?.value;
  const given = config?.kind === 'call' ? argumentOf(config, key) : propertyOf(config, key)?.value;
  const old = module.classes.find(
    ({ name, start, end }) => name === 'Config' && start > type.start && end <= type.end,
  );
  const value = given ?? old?.fields.find(({ name }) => name === key)?.value;
  if (!value) return undefined;
  return value.kind === 'text' ? value.value : '';
}

/** `Field(alias="X")`, `Field(validation_alias=AliasChoices("X", "Y"))`; `env=` of older versions. */
function aliasesOf({ value }: Field): readonly string[] {
  if (value?.kind !== 'call' || lastName(value.callee) !== 'Field') return [];
  const given =
    argumentOf(value, 'validation_alias') ?? argumentOf(value, 'alias') ?? argumentOf(value, 'env');
  return given ? textsIn(given) : [];
}

function textsIn(expression: Expression): readonly string[] {
  const texts: string[] = [];
  visit(expression, (part) => {
    if (part.kind === 'text') texts.push(part.value);
  });
  return texts;
}
