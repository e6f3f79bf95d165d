package io.polestar.engine.view;

import java.util.List;

/**
 * The whole tree over one window.
 *
 * @param window the window's name
 * @param span the interval of event time the values cover
 * @param nodes one reading per metric that has this window, in the definition's order
 * @param trust how far the values may be trusted
 */
public record TreeReading(String window, Span span, List<NodeReading> nodes, Trust trust) {
    public TreeReading {
        nodes = List.copyOf(nodes);
    }
}
