package io.polestar.bench.peer;

import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.ProfileOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What do others make of the same stream? See {@link Peers}. */
@Command(
        name = "peers",
        description =
                "Counts one stream with Polestar and with every peer there is, and checks that all answer the same.",
        mixinStandardHelpOptions = true)
public final class PeersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        new Peers().measure(ProfileOption.of(spec), new Findings(System.out));
        return 0;
    }
}
