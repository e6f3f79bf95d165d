package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The schemas a server states in its description, to hold its answers against. */
final class AnswerSchemas {
    private final JsonNode document;

    AnswerSchemas(TestServer server) throws Exception {
        document = TestServer.json(server.get("/openapi.json"));
    }

    /** Fails unless the answer fits the schema of that name. */
    JsonNode fits(String name, HttpResponse<String> response) throws Exception {
        JsonNode answer = TestServer.json(response);
        assertThat(errors(name, answer)).as(name + ": " + response.body()).isEmpty();
        return answer;
    }

    private List<Error> errors(String name, JsonNode instance) {
        ObjectNode root = TestServer.MAPPER.createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", document.path("components"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        return new ArrayList<>(schema.validate(instance));
    }
}
