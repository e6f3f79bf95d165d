package io.polestar.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code polestar COMMAND}. */
@Command(
        name = "polestar",
        description = "A real-time North Star Metric engine.",
        mixinStandardHelpOptions = true,
        versionProvider = Polestar.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed; stderr says why", "2:the command line is wrong"},
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            ApplyCommand.class,
            ImportCommand.class,
            BacktestCommand.class,
            DetectCommand.class,
            JournalCommand.class,
            TokenCommand.class
        })
public final class Polestar implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    /** The command line, ready to execute. Failures go to stderr as one line, without a stack trace. */
    public static CommandLine commandLine() {
        return new CommandLine(new Polestar())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    String message = failure.getMessage();
                    line.getErr().println("polestar: " + (message == null ? failure : message));
                    return FAILED;
                });
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version that the jar's manifest states. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Polestar.class.getPackage().getImplementationVersion();
            return new String[] {"polestar " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
