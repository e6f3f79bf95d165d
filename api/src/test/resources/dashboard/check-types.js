/**
 * Checks the types that the page's modules state in their comments, with the TypeScript compiler running in a browser over
 * files that are handed to it. Answers one line a mistake.
 *
 * @param {Record<string, string>} files text by absolute path: the modules, the declarations of libraries and of the language
 */
(files) => {
    const ts = window.ts;
    const libraries = {
        lit: ['/webjars/lit/index.d.ts'],
        'lit/*': ['/webjars/lit/*'],
        'lit-html': ['/webjars/lit-html/lit-html.d.ts'],
        'lit-html/*': ['/webjars/lit-html/*'],
        'lit-element/*': ['/webjars/lit-element/*'],
        '@lit/reactive-element': ['/webjars/lit__reactive-element/reactive-element.d.ts'],
        '@lit/reactive-element/*': ['/webjars/lit__reactive-element/*'],
        uplot: ['/webjars/uplot/dist/uPlot.d.ts'],
    };
    const options = {
        allowJs: true,
        checkJs: true,
        noEmit: true,
        strict: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
        types: [],
        baseUrl: '/',
        paths: libraries,
    };
    const folders = new Set();
    for (const path of Object.keys(files)) {
        for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at));
    }
    const sources = new Map();
    const host = {
        fileExists: (path) => path in files,
        readFile: (path) => files[path],
        directoryExists: (path) => path === '/' || folders.has(path.replace(/\/$/, '')),
        getSourceFile(path, version) {
            if (!(path in files)) return undefined;
            if (!sources.has(path)) sources.set(path, ts.createSourceFile(path, files[path], version, true));
            return sources.get(path);
        },
        getDefaultLibFileName: () => '/lib/lib.es2023.d.ts',
        getDefaultLibLocation: () => '/lib',
        getCurrentDirectory: () => '/',
        getCanonicalFileName: (path) => path,
        useCaseSensitiveFileNames: () => true,
        getNewLine: () => '\n',
        writeFile() {},
    };
    const modules = Object.keys(files).filter((path) => path.startsWith('/dashboard/'));
    const program = ts.createProgram(modules, options, host);
    const found = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
    return found.map(({ file, start, messageText }) => {
        const text = ts.flattenDiagnosticMessageText(messageText, ' ');
        if (!file) return text;
        const { line, character } = file.getLineAndCharacterOfPosition(start);
        return `${file.fileName}:${line + 1}:${character + 1} ${text}`;
    });
};
