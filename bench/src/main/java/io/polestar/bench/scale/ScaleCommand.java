package io.polestar.bench.scale;

import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.ProfileOption;
import io.polestar.bench.load.SubscriptionScale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How do cost and memory grow? See {@link Scale}. */
@Command(
        name = "scale",
        description =
                "Measures what an event costs and what everything takes as metrics, segments, users and subscriptions grow.",
        mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Findings findings = new Findings(System.out);
        new Scale().measure(ProfileOption.of(spec), findings);
        new SubscriptionScale().measure(ProfileOption.of(spec), findings);
        return 0;
    }
}
