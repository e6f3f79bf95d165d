package io.polestar.bench.figure;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options {@code --short} and {@code --long}, which may stand before a command's name or after it. */
public final class ProfileOption {
    private static final String NAME = "profile";

    @Option(names = "--long", scope = ScopeType.INHERIT, description = "figures worth keeping: more and longer runs")
    private boolean isLong;

    @Option(names = "--short", scope = ScopeType.INHERIT, description = "a first look in minutes (the default)")
    private boolean isShort;

    /** Makes the options known to a program and all its commands. */
    public void addTo(CommandSpec program) {
        program.addMixin(NAME, CommandSpec.forAnnotatedObject(this));
    }

    /** What was asked for on the command line that a command is part of. */
    public static Profile of(CommandSpec command) {
        CommandSpec option = command.root().mixins().get(NAME);
        return option != null && option.userObject() instanceof ProfileOption asked && asked.isLong && !asked.isShort
                ? Profile.LONG
                : Profile.SHORT;
    }
}
