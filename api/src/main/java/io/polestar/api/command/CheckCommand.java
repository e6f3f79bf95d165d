package io.polestar.api.command;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.TimeLength;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar check}: says what a definition holds, or everything that is wrong with it. */
@Command(
        name = "check",
        description = "Checks a definition: prints a summary, or every problem with its line, rule and fix.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the definition is good",
            "1:it is not, or cannot be read; stderr says why",
            "2:the command line is wrong"
        })
public final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The definition (YAML).")
    private Path file = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            print(DefinitionFile.read(file), spec.commandLine().getOut());
            return Polestar.DONE;
        } catch (DefinitionException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Polestar.FAILED;
        }
    }

    private static void print(Definition definition, PrintWriter out) {
        Map<String, Long> kinds = definition.metrics().stream()
                .collect(Collectors.groupingBy(metric -> metric.kind().word(), TreeMap::new, Collectors.counting()));
        out.println(definition.name() + ", version " + definition.version() + ", zone "
                + definition.zone().getId());
        out.println("north star  " + definition.northStar());
        out.println("metrics     " + definition.metrics().size() + " " + kinds);
        out.println("edges       " + definition.components().size() + " components, "
                + definition.influences().size() + " influences, "
                + definition.guardrails().size() + " guardrails");
        out.println(
                "windows     " + definition.windows().stream().map(Window::name).collect(Collectors.joining(", ")));
        out.println("dimensions  "
                + definition.dimensions().stream().map(CheckCommand::shown).collect(Collectors.joining(", ")));
        out.println("alerts      " + definition.rules().size());
        out.println("sources     "
                + definition.sources().stream()
                        .map(source -> source.name() + " (stale after " + TimeLength.format(source.staleMillis()) + ")")
                        .collect(Collectors.joining(", ")));
        Estimates.print(definition, out);
    }

    private static String shown(Dimension dimension) {
        String parts =
                dimension.origin() instanceof Dimension.Pair pair ? pair.first() + " and " + pair.second() + ", " : "";
        return dimension.id() + " (" + parts + "at most " + dimension.bound() + ")";
    }
}
