package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a definition from a request's body; a refused one ends the request with all that is wrong with it, each by line and column. */
final class DefinitionBody {
    private static final int MAX_BYTES = 1 << 20;
    private static final String NAME = "definition";

    private DefinitionBody() {}

    static Definition read(Context request) throws IOException {
        byte[] body = request.bodyInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ProblemException(Problems.tooLarge("a definition is at most 1 MiB"));
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString(),
                    NAME);
        } catch (CharacterCodingException notUtf8) {
            throw new ProblemException(Problems.invalid("a definition is UTF-8"));
        }
    }

    /** @param name what the messages call it */
    static Definition read(String text, String name) {
        try {
            return DefinitionReader.read(text, name);
        } catch (DefinitionException refused) {
            throw refused(refused);
        }
    }

    /** Ends a request with all that is wrong. */
    static ProblemException refused(DefinitionException refused) {
        Problem problem = Problem.of(
                "invalid-definition",
                400,
                "The definition breaks a rule",
                refused.problems().size() + " found; definitionProblems says where and what to write instead");
        return new ProblemException(problem.withDefinitionProblems(refused.problems()));
    }
}
