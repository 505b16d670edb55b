import { placeOf } from './lines';
import { LoadFailure } from './load-failure';
import type { ParsedFile } from './parse-typescript';
import { child, children, flag, text, type Syntax } from './syntax';

/**
 * TypeScript that is not just types on top of JavaScript: it would have to be compiled, so it does not run here.
 * The scaffolded `tsconfig.json` sets `erasableSyntaxOnly`, so that the editor says so first.
 */
export function unsupportedConstruct(node: Syntax): string | undefined {
  switch (node.type) {
    case 'TSEnumDeclaration':
      return 'enum';
    case 'TSModuleDeclaration':
      return 'namespace';
    case 'TSParameterProperty':
      return 'parameter property';
    case 'TSTypeAssertion':
      return '<T>x cast';
    case 'TSImportEqualsDeclaration':
      return 'import =';
    case 'TSExportAssignment':
      return 'export =';
    case 'TSNamespaceExportDeclaration':
      return 'export as namespace';
    case 'Decorator':
      return 'decorator';
    case 'PropertyDefinition':
      return flag(node, 'accessor') && !flag(node, 'abstract') ? 'accessor' : undefined;
    default:
      return undefined;
  }
}

/** Whether a statement says things about types alone, and so leaves nothing behind. */
export function isTypeOnly(node: Syntax): boolean {
  if (flag(node, 'declare')) return true;
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
      return true;
    case 'TSModuleDeclaration': {
      const body = child(node, 'body');
      return body !== undefined && (body.type === 'TSModuleDeclaration' ? isTypeOnly(body) : children(body, 'body').every(isTypeOnly));
    }
    case 'ImportDeclaration':
    case 'TSImportEqualsDeclaration':
      return text(node, 'importKind') === 'type';
    case 'ExportAllDeclaration':
      return text(node, 'exportKind') === 'type';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration': {
      const declaration = child(node, 'declaration');
      return text(node, 'exportKind') === 'type' || (declaration !== undefined && isTypeOnly(declaration));
    }
    default:
      return false;
  }
}

/** Throws LoadFailure (`unsupported-syntax`) that names the construct and where it stands. */
export function refuse(file: ParsedFile, node: Syntax, construct: string): never {
  throw new LoadFailure('unsupported-syntax', `This TypeScript syntax cannot run here: ${construct}`, {
    position: { file: file.path, ...placeOf(file.starts, node.start) },
    subject: construct,
  });
}
