package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.ingest.wire.MediaTypes.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource({
        "application/json, JSON",
        "Application/JSON ; charset=\"UTF-8\", JSON",
        "application/json;charset=us-ascii, JSON",
        "application/x-ndjson, NDJSON",
        "application/ndjson, NDJSON",
        "application/cloudevents+json; charset=utf-8, CLOUDEVENT",
        "application/cloudevents-batch+json, CLOUDEVENT_BATCH"
    })
    void contentTypesNameTheFormat(String contentType, WireFormat format) {
        assertThat(MediaTypes.resolve(contentType, null, false)).isEqualTo(new Resolution.Readable(format, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "image/png", ""})
    void cloudEventHeadersMakeAnyContentTypeTheTypeOfTheData(String contentType) {
        assertThat(MediaTypes.resolve(contentType, null, true))
                .isEqualTo(new Resolution.Readable(WireFormat.CLOUDEVENT_BINARY, false));
    }

    @Test
    void structuredModeWinsOverHeaders() {
        assertThat(MediaTypes.resolve("application/cloudevents+json", null, true))
                .isEqualTo(new Resolution.Readable(WireFormat.CLOUDEVENT, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonx"})
    void otherContentTypesAreUnsupported(String contentType) {
        assertThat(MediaTypes.resolve(contentType, null, false))
                .isEqualTo(new Resolution.Unsupported(BodyRule.CONTENT_TYPE, contentType));
    }

    @Test
    void aBodyWithoutContentTypeIsUnsupported() {
        assertThat(MediaTypes.resolve(null, null, false))
                .isEqualTo(new Resolution.Unsupported(BodyRule.CONTENT_TYPE, ""));
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(MediaTypes.resolve("application/json; charset=gbk", null, false))
                .isEqualTo(new Resolution.Unsupported(BodyRule.CHARSET, "application/json; charset=gbk"));
    }

    @Test
    void onlyGzipIsInflated() {
        assertThat(MediaTypes.resolve("application/json", "GZIP", false))
                .isEqualTo(new Resolution.Readable(WireFormat.JSON, true));
        assertThat(MediaTypes.resolve("application/json", "x-gzip", false))
                .isEqualTo(new Resolution.Readable(WireFormat.JSON, true));
        assertThat(MediaTypes.resolve("application/json", "identity", false))
                .isEqualTo(new Resolution.Readable(WireFormat.JSON, false));
        assertThat(MediaTypes.resolve("application/json", "br", false))
                .isEqualTo(new Resolution.Unsupported(BodyRule.CONTENT_ENCODING, "br"));
        assertThat(MediaTypes.resolve("application/json", "gzip, gzip", false))
                .isEqualTo(new Resolution.Unsupported(BodyRule.CONTENT_ENCODING, "gzip, gzip"));
    }
}
