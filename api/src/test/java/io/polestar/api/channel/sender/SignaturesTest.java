package io.polestar.api.channel.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    @Test
    void theExampleOfTheStandardWebhooksIsSignedAsTheySay() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(Signatures.sign(
                        key, Signatures.utf8("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}")))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void anEmptyMessageIsSignedToo() {
        assertThat(Signatures.sign(Signatures.utf8("1599360473\nsecret"), new byte[0]))
                .hasSize(44);
    }
}
