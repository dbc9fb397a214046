package org.fengqiao.intake.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;

import org.fengqiao.intake.IntakeConfiguration;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.time.ClockConfiguration;
import org.fengqiao.kernel.web.Problem;

/** Maker of the sender that the configuration names. */
@Singleton
class CodeSenders {

    /** The sender of this installation. */
    @Produces
    @Singleton
    static CodeSender sender(FilingConfiguration configuration, ClockConfiguration clock, ObjectMapper json) {
        return configuration
                .gateway()
                .<CodeSender>map(gateway -> new Gateway(gateway, configuration.gatewayToken(), json))
                .orElseGet(() -> clock.simulated() ? (_, _) -> Uni.createFrom().voidItem() : CodeSenders::none);
    }

    /** The rules of online filing, every version. */
    @Produces
    @Singleton
    static FilingRules rules() {
        return DataFile.read("filing-rules.yaml", FilingRules.class);
    }

    /** The codes of this installation. */
    @Produces
    @Singleton
    static FilingCodes codes(IntakeConfiguration configuration) {
        return new FilingCodes(configuration.receiptCodeSecret());
    }

    private static Uni<Void> none(String phone, String text) {
        throw Problem.of(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "intake.no-online-filing",
                        "This installation sends no codes, so nobody can file online; the window and the hotline do.")
                .exception();
    }

    /** A gateway that takes messages over HTTP. */
    private static final class Gateway implements CodeSender {
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        private final URI address;
        private final Optional<String> token;
        private final ObjectMapper json;
        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();

        Gateway(URI address, Optional<String> token, ObjectMapper json) {
            this.address = address;
            this.token = token;
            this.json = json;
        }

        @Override
        public Uni<Void> send(String phone, String text) {
            return EventLoop.beside(() -> {
                try {
                    var request = HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(message(phone, text)));
                    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
                    var answer = http.send(request.build(), BodyHandlers.discarding());
                    if (answer.statusCode() / 100 != 2) {
                        throw notSent();
                    }
                    return null;
                } catch (IOException _) {
                    throw notSent();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw notSent();
                }
            });
        }

        private byte[] message(String phone, String text) throws JsonProcessingException {
            return json.writeValueAsString(Map.of("phone", phone, "text", text)).getBytes(UTF_8);
        }

        private static Problem.Thrown notSent() {
            return Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "intake.code-not-sent",
                            "The code could not be sent. Nothing was registered; try again later.")
                    .exception();
        }
    }
}
