package io.polestar.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar apply}: puts a definition in force on a running server and returns when it is. */
@Command(
        name = "apply",
        description =
                "Puts a definition in force on a running server, says what it changes, and returns when it is in force.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the definition is in force, or would be",
            "1:it was refused or failed; the one before stays in force",
            "2:the command line is wrong"
        })
public final class ApplyCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition (YAML).")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://localhost:7070",
            description = "The server, by default ${DEFAULT-VALUE}.")
    private URI to = URI.create("http://localhost:7070");

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds the bearer token.")
    private @Nullable Path tokenFile;

    @Option(names = "--dry-run", description = "Only say what it would change.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] definition = Files.readAllBytes(file);
        HttpResponse<String> answer = client.send(
                request("/v1/definition" + (dryRun ? "?dryRun=true" : ""))
                        .header("Content-Type", "application/yaml")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(definition))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode body = MAPPER.readTree(answer.body());
        if (answer.statusCode() >= 300) {
            refused(body);
            return Polestar.FAILED;
        }
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode change : body.path("changes")) {
            out.println((change.path("recounts").asBoolean() ? "* " : "  ")
                    + change.path("sentence").asText());
        }
        if (body.path("changes").isEmpty()) {
            out.println("nothing changes");
        }
        out.flush();
        return answer.statusCode() == 202 ? awaitForce(body.path("version").asText(), out) : Polestar.DONE;
    }

    private void refused(JsonNode problem) {
        PrintWriter err = spec.commandLine().getErr();
        for (JsonNode found : problem.path("definitionProblems")) {
            err.println(file + ":" + found.path("line").asInt() + ": "
                    + found.path("rule").asText() + ". Fix: "
                    + found.path("fix").asText());
        }
        err.println("polestar: " + problem.path("title").asText() + ": "
                + problem.path("detail").asText());
    }

    private int awaitForce(String version, PrintWriter out) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer =
                    client.send(request("/v1/definition/change").GET().build(), HttpResponse.BodyHandlers.ofString());
            JsonNode change = MAPPER.readTree(answer.body());
            String state = change.path("state").asText();
            if (!state.equals("counting")) {
                return ended(state, version, change, out);
            }
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "counting the past: %.0f %%%n",
                            100 * change.path("fraction").asDouble());
            spec.commandLine().getErr().flush();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private int ended(String state, String version, JsonNode change, PrintWriter out) {
        if (state.equals("adopted")) {
            out.println("definition " + version + " is in force from sequence "
                    + change.path("sequence").asLong() + " on");
            return Polestar.DONE;
        }
        spec.commandLine()
                .getErr()
                .println("polestar: the definition did not take force: "
                        + change.path("message").asText());
        return Polestar.FAILED;
    }

    private HttpRequest.Builder request(String path) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.resolve(path)).timeout(TIMEOUT);
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        return request;
    }
}
