package io.polestar.bench.figure;

/** Answers one question about speed or size. */
public interface Measurement {
    /** What is asked, as a heading. */
    String title();

    /** Measures, and adds what it finds; what it cannot check to be right it adds as void. */
    void measure(Profile profile, Findings findings) throws Exception;
}
