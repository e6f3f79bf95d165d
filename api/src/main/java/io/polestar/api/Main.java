package io.polestar.api;

/** The entry point of {@code polestar.jar}. */
public final class Main {
    private Main() {}

    /** Prints the version that the jar's manifest states. */
    public static void main(String[] args) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("polestar " + (version == null ? "(unpackaged)" : version));
    }
}
