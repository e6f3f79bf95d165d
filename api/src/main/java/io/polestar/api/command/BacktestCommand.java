package io.polestar.api.command;

import io.polestar.api.json.BacktestJson;
import io.polestar.api.json.Json;
import io.polestar.engine.BacktestFiles;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.RuleDraft;
import io.polestar.ingest.source.TimeRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar backtest}: what would have come of a rule, read from the journal of a data directory, of a running server too. */
@Command(
        name = "backtest",
        description = "Says when a rule would have fired, for how long, what was inhibited and how many messages it"
                + " would have sent: the journal is read through the rules as live. Nothing in the directory is changed; a"
                + " server may be running on it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the journal was read",
            "1:the rule or the definition breaks a rule, or the journal cannot be read; stderr says why",
            "2:the command line is wrong"
        })
public final class BacktestCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "RULE",
            description = "The id of a rule of the definition, or a YAML file with one rule as it stands under alerts:,"
                    + " new or in the place of the one of its id.")
    private String rule = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Tell what happened at or after this time (default: the journal's beginning).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "And before this time (default: the journal's end). A TIME without a zone is in the tree's.")
    private @Nullable String to;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory (default: data).")
    private Path data = Path.of("data");

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description = "The definition that is in force all along (default: the one in force in DIR).")
    private @Nullable Path definitionFile;

    @Option(names = "--json", description = "Write JSON, as POST /v1/rules/backtest answers.")
    private boolean asJson;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BacktestFiles files = new BacktestFiles(data);
        RuleDraft draft;
        try {
            draft = draft(definition(files));
        } catch (DefinitionException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Polestar.FAILED;
        }
        ZoneId zone = draft.definition().zone();
        BacktestReport report = run(files, request(draft, zone));
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(Json.text(body -> BacktestJson.report(body, report)));
        } else {
            new BacktestTable(out, zone).print(report);
        }
        out.flush();
        return Polestar.DONE;
    }

    private Definition definition(BacktestFiles files) throws DefinitionException, IOException {
        Path file = definitionFile;
        if (file != null) {
            return DefinitionFile.read(file);
        }
        if (files.definition().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--definition is needed: " + data + " keeps none yet");
        }
        return DefinitionReader.read(files.definition(), data + " (definition)");
    }

    private RuleDraft draft(Definition definition) throws DefinitionException, IOException {
        if (definition.rules().stream().map(Rule::id).anyMatch(rule::equals)) {
            return new RuleDraft(definition, rule);
        }
        Path file = Path.of(rule);
        if (Files.isRegularFile(file)) {
            try {
                return RuleDraft.read(definition, Files.readString(file), rule);
            } catch (CharacterCodingException e) {
                throw new IOException(file + ": the file is not UTF-8", e);
            }
        }
        String rules = definition.rules().stream().map(Rule::id).collect(Collectors.joining(", "));
        throw new ParameterException(
                spec.commandLine(),
                "RULE: there is no such file, and the definition has no such rule, but "
                        + (rules.isEmpty() ? "none" : rules) + ", RULE=" + rule);
    }

    private BacktestRequest request(RuleDraft draft, ZoneId zone) {
        long fromMillis = bound("--from", from, zone, BacktestRequest.EVER);
        long toMillis = bound("--to", to, zone, BacktestRequest.NOW);
        if (fromMillis >= toMillis) {
            throw new ParameterException(
                    spec.commandLine(), "--from must be before --to, --from=" + from + ", --to=" + to);
        }
        return new BacktestRequest(draft.definition(), draft.rule(), fromMillis, toMillis);
    }

    private long bound(String option, @Nullable String text, ZoneId zone, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return TimeRange.boundMillis(text, zone);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + " " + e.getMessage(), e);
        }
    }

    private BacktestReport run(BacktestFiles files, BacktestRequest request) throws IOException {
        StatusLine status = new StatusLine(spec.commandLine().getErr(), Terminal.isStandardError());
        Path scratch = Files.createTempDirectory("polestar-backtest");
        try {
            return files.run(
                    request,
                    scratch,
                    read -> status.draw(String.format(Locale.ROOT, "reading the journal: %.0f %%", 100 * read)));
        } finally {
            status.draw("");
        }
    }
}
