package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the definition language, broken once in a file that is otherwise right: one problem, its line, the rule, the fix. */
class DefinitionRefusalTest {
    static Stream<RefusalCase> all() {
        return Stream.of(
                        FormRefusals.all(),
                        TreeRefusals.all(),
                        KindRefusals.all(),
                        RouteRefusals.all(),
                        ChannelRefusals.all())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aBrokenRuleIsNamedWithItsLineAndFix(RefusalCase broken) {
        DefinitionException e = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.read(broken.text(), RetailFile.NAME));

        assertThat(e).as("must be refused").isNotNull();
        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(broken.rule());
            assertThat(problem.fix()).isEqualTo(broken.fix());
            assertThat(problem.line()).isEqualTo(broken.line());
        });
    }
}
