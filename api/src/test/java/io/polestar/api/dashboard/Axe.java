package io.polestar.api.dashboard;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's axe-core, run in a page: which rules of WCAG 2.2 A and AA, and which of its best practices, the page breaks. */
final class Axe {
    private static final String SCRIPT = read();

    /** One line for each element that breaks a rule: the rule, where, and what is wrong. */
    private static final String RUN = """
            async () => {
                const { violations } = await axe.run(document, {
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                });
                return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.target.join(' ')}: ${node.failureSummary} ${node.html.slice(0, 300)}`));
            }
            """;

    private Axe() {}

    static List<?> violations(Page page) {
        page.evaluate(SCRIPT);
        return (List<?>) page.evaluate(RUN);
    }

    private static String read() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
