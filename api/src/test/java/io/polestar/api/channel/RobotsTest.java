package io.polestar.api.channel;

import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.answer;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.channel.Receiver.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack, DingTalk, Feishu and WeCom: what they get, and how their answers are understood. */
class RobotsTest {
    private static final Receiver.Answer WELL =
            answer(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"code\":0,\"msg\":\"success\"}");

    @TempDir
    Path directory;

    private Station station(Receiver receiver, String kind, String path) throws Exception {
        return new Station(directory)
                .with("ROBOT", receiver.url(path))
                .with("SIGN", "SEC-robot")
                .define("ops: {" + kind + "}")
                .open();
    }

    private Request sent(Receiver receiver, Station station) {
        station.offer(message("m1", 1, "e1"));
        await().until(() -> station.status("ops").counts().sent() == 1);
        return receiver.requests().get(0);
    }

    @Test
    void slackGetsBlocksThatNothingBreaksOutOf() throws Exception {
        try (Receiver receiver = new Receiver(answer(200, "ok"));
                Station station = station(receiver, "slack: {url: env:ROBOT}", "/services/T000/B000/token")) {
            JsonNode body = sent(receiver, station).json();

            assertThat(body.path("blocks").path(0).path("type").asText()).isEqualTo("header");
            assertThat(body.path("blocks").path(0).path("text").path("text").asText())
                    .startsWith("[Firing · critical] Few orders")
                    .hasSizeLessThanOrEqualTo(150);
            String section =
                    body.path("blocks").path(1).path("text").path("text").asText();
            assertThat(section)
                    .contains(
                            "*Value* 8 orders (Orders, 1h)",
                            "*Moved by* Visitors −3 orders; Country: France −2 orders");
            assertThat(body.path("blocks").path(2).path("text").path("text").asText())
                    .isEqualTo(
                            "<https://polestar.example.com/#metric=orders&amp;window=1h&amp;at=1717228800000|Open the page at that moment>");
            assertThat(body.path("text").asText())
                    .contains("&lt;b&gt;*x*&lt;/b&gt;")
                    .doesNotContain("<");
        }
    }

    @Test
    void dingTalkGetsMarkdownWithASignatureInTheAddress() throws Exception {
        try (Receiver receiver = new Receiver(WELL);
                Station station = station(
                        receiver,
                        "dingtalk: {url: env:ROBOT, secret: env:SIGN}, language: zh",
                        "/robot/send?access_token=t0ken")) {
            Request request = sent(receiver, station);

            String[] parts = request.query().split("&");
            assertThat(parts[0]).isEqualTo("access_token=t0ken");
            String millis = parts[1].substring("timestamp=".length());
            String sign = URLDecoder.decode(parts[2].substring("sign=".length()), StandardCharsets.UTF_8);
            assertThat(sign).isEqualTo(hmac("SEC-robot", millis + "\nSEC-robot"));
            assertThat(request.json().path("msgtype").asText()).isEqualTo("markdown");
            assertThat(request.json().path("markdown").path("title").asText()).startsWith("【告警触发 · 严重】Few orders");
            assertThat(request.json().path("markdown").path("text").asText())
                    .contains("**当前值** 8 orders", "［a］(b)", "[打开当时的页面](https://polestar.example.com/");
        }
    }

    @Test
    void feishuGetsRichTextSignedOverNothing() throws Exception {
        try (Receiver receiver = new Receiver(WELL);
                Station station = station(
                        receiver,
                        "feishu: {url: env:ROBOT, secret: env:SIGN}, language: zh",
                        "/open-apis/bot/v2/hook/t0ken")) {
            JsonNode body = sent(receiver, station).json();

            String seconds = body.path("timestamp").asText();
            assertThat(seconds).matches("[0-9]{10,}");
            assertThat(body.path("sign").asText()).isEqualTo(hmac(seconds + "\nSEC-robot", ""));
            assertThat(body.path("msg_type").asText()).isEqualTo("post");
            JsonNode post = body.path("content").path("post").path("zh_cn");
            assertThat(post.path("title").asText()).contains("告警触发");
            assertThat(post.path("content").findValuesAsText("tag")).contains("text", "a");
        }
    }

    @Test
    void weComGetsNoMoreThanItTakes() throws Exception {
        try (Receiver receiver = new Receiver(WELL);
                Station station =
                        station(receiver, "wecom: {url: env:ROBOT}, language: zh", "/cgi-bin/webhook/send?key=t0ken")) {
            String[] episodes = IntStream.range(0, 40).mapToObj(i -> "e" + i).toArray(String[]::new);
            station.offer(message("m1", 1, episodes));
            await().until(() -> station.status("ops").counts().sent() == 1);

            String content = receiver.requests()
                    .get(0)
                    .json()
                    .path("markdown")
                    .path("content")
                    .asText();
            assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(2_000, 4_096);
            assertThat(content).contains("另有 39 条");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dingtalk: {url: env:ROBOT} | {"errcode":130101,"errmsg":"send too fast"}      | errcode 130101: send too fast
            wecom: {url: env:ROBOT}    | {"errcode":45009,"errmsg":"api freq out of limit"} | errcode 45009: api freq out of limit
            feishu: {url: env:ROBOT}   | {"code":11232,"msg":"frequency limited"}         | code 11232: frequency limited
            feishu: {url: env:ROBOT}   | <html>gateway</html>                             | answered without code
            wecom: {url: env:ROBOT}    | []                                               | answered without errcode
            """)
    void aRobotThatIsBusyOrTalksNonsenseIsTriedAgain(String kind, String body, String error) throws Exception {
        try (Receiver receiver = new Receiver(WELL);
                Station station = station(receiver, kind, "/")) {
            receiver.next(answer(200, body));
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            assertThat(receiver.requests()).hasSize(2);
            assertThat(station.status("ops").counts().lastError()).isEqualTo(error);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dingtalk: {url: env:ROBOT} | {"errcode":310000,"errmsg":"sign not match"}  | errcode 310000: sign not match
            wecom: {url: env:ROBOT}    | {"errcode":93000,"errmsg":"invalid webhook"}  | errcode 93000: invalid webhook
            feishu: {url: env:ROBOT}   | {"code":19021,"msg":"sign match fail"}        | code 19021: sign match fail
            """)
    void aRobotThatRefusesWithTwoHundredIsUnderstood(String kind, String body, String error) throws Exception {
        try (Receiver receiver = new Receiver(answer(200, body));
                Station station = station(receiver, kind, "/")) {
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().parked() == 1);

            assertThat(station.channels().parked("ops").get(0).reason()).isEqualTo(error);
        }
    }

    @Test
    void slackThatHasHadEnoughIsLeftAloneForAsLongAsItAsks() throws Exception {
        QuickClock clock = new QuickClock(1);
        try (Receiver receiver = new Receiver(answer(200, "ok"));
                Station station =
                        new Station(directory).with("ROBOT", receiver.url("/")).clock(clock)) {
            station.define("ops: {slack: {url: env:ROBOT}}").open();
            receiver.next(answer(429, "ratelimited", "Retry-After", "30"), status(200));
            station.offer(message("m1", 1, "e1"));
            station.offer(message("m2", 2, "e2"));
            await().until(() -> station.status("ops").counts().retried() == 1);
            clock.move(28_000);
            assertThat(station.status("ops").counts().sent()).isZero();
            clock.move(3_000);
            await().until(() -> station.status("ops").counts().sent() == 2);
            assertThat(receiver.requests()).hasSize(3);
        }
    }

    private static String hmac(String key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
