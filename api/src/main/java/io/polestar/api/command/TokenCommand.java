package io.polestar.api.command;

import io.polestar.api.access.Role;
import io.polestar.api.access.Token;
import io.polestar.api.access.TokenFile;
import io.polestar.api.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar token}: adds, lists and revokes the tokens of a data directory. */
@Command(
        name = "token",
        description = "Adds, lists and revokes tokens. A running server follows within a second.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done; stderr says why", "2:the command line is wrong"})
public final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: add, list or revoke");
    }

    @Command(
            name = "add",
            description = "Makes a token and prints it on stdout, this once: only its hash is kept.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "ingest, read, edit or admin.")
                    String role,
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory.")
                    Path data)
            throws IOException {
        Role given;
        try {
            given = Role.ofToken(role);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        out().println(new TokenFile(data).add(name, given, new SecureRandom(), Clock.systemUTC()));
        return Polestar.DONE;
    }

    @Command(
            name = "list",
            description = "Lists names, roles and dates; never a token.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory.")
                    Path data)
            throws IOException {
        for (Token token : new TokenFile(data).list()) {
            out().println(token.name() + "\t" + token.role().label() + "\t" + Json.time(token.createdMillis()));
        }
        return Polestar.DONE;
    }

    @Command(name = "revoke", description = "Forgets a token.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.") String name,
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory.")
                    Path data)
            throws IOException {
        if (new TokenFile(data).revoke(name)) {
            return Polestar.DONE;
        }
        spec.commandLine().getErr().println("polestar: there is no token of this name, name=" + name);
        return Polestar.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
