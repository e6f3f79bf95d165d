package io.polestar.engine;

import io.polestar.engine.alert.Annotation;
import io.polestar.engine.alert.Silence;
import java.util.List;

/**
 * What operators have said.
 *
 * @param silences those that are not over, and the latest that are; oldest first
 * @param annotations what happened when, oldest first
 */
public record Operations(List<Silence> silences, List<Annotation> annotations) {}
