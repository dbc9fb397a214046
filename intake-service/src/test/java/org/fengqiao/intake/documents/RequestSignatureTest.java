package org.fengqiao.intake.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** The examples of the protocol's own documentation (Signature Calculations for the Authorization Header). */
class RequestSignatureTest {

    static final RequestSignature EXAMPLE =
            new RequestSignature("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");
    static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final String HOST = "examplebucket.s3.amazonaws.com";

    @Test
    void anObjectIsReadAsInTheExample() {
        var headers = EXAMPLE.headers(
                "GET", "/test.txt", new TreeMap<>(), Map.of("host", HOST, "range", "bytes=0-9"), NOTHING, AT);
        assertThat(headers.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        assertThat(headers).containsEntry("x-amz-date", "20130524T000000Z").doesNotContainKey("host");
    }

    @Test
    void aBucketIsListedAsInTheExample() {
        var headers = EXAMPLE.headers(
                "GET", "/", new TreeMap<>(Map.of("max-keys", "2", "prefix", "J")), Map.of("host", HOST), NOTHING, AT);
        assertThat(headers.get("authorization"))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void whatStandsInAQueryIsEncodedAsTheProtocolWantsIt() {
        assertThat(RequestSignature.query(new TreeMap<>(Map.of("continuation-token", "a+b/c= *~"))))
                .isEqualTo("continuation-token=a%2Bb%2Fc%3D%20%2A~");
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(EXAMPLE.toString()).doesNotContain("EXAMPLEKEY");
    }
}
