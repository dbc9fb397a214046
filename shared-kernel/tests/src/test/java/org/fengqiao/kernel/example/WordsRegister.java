package org.fengqiao.kernel.example;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.example.WordsRegister.Defined;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.service.RegisterModel;
import org.fengqiao.kernel.service.RegisterService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.kernel.web.Caller;

/** The smallest register: words, and what is meant by each. */
@Singleton
public class WordsRegister extends RegisterService<String, WordsRegister.Meaning, Defined> {

    /** The word means this from now on. */
    record Defined(String word, String meaning) {}

    /** Meaning of a word; null if it has none yet. */
    record Meaning(@Nullable String is) {}

    WordsRegister(ServiceEnvironment environment) {
        super(
                RegisterModel.of(
                        "words",
                        EventTypes.of("intake", Defined.class)
                                .name("word-defined.v1", Defined.class)
                                .build(),
                        Defined::word,
                        new Defining()),
                environment);
    }

    /** A command is {@code word=meaning}. */
    static final class Defining implements Decider<String, Meaning, Defined> {
        @Override
        public Meaning initial() {
            return new Meaning(null);
        }

        @Override
        public Decision<Defined> decide(String command, Meaning state) {
            var parts = command.split("=", 2);
            return parts[1].equals(state.is())
                    ? Decision.alreadyTrue()
                    : Decision.accept(new Defined(parts[0], parts[1]));
        }

        @Override
        public Meaning evolve(Meaning state, Defined event) {
            return new Meaning(event.meaning());
        }
    }

    /** Words over HTTP. */
    @Path("/words/{word}")
    @Cancellable(false)
    @RolesAllowed(Roles.CLERK)
    @Reach(Reach.Scope.NONE)
    public static class WordsResource {
        private final WordsRegister register;
        private final Caller caller;

        WordsResource(WordsRegister register, Caller caller) {
            this.register = register;
            this.caller = caller;
        }

        record Body(@NotBlank String meaning) {}

        @PUT
        public Uni<Response> define(@PathParam("word") String word, Body body) {
            return register.handle(caller, word, word + "=" + body.meaning());
        }

        @GET
        public Uni<Map<String, Object>> get(@PathParam("word") String word) {
            return register.current(word)
                    .map(now -> Map.of(
                            "version",
                            now.version(),
                            "meaning",
                            String.valueOf(now.state().is())));
        }

        @GET
        @Path("/history")
        public Uni<List<UUID>> history(@PathParam("word") String word) {
            return register.events(word)
                    .map(events ->
                            events.stream().map(event -> event.row().eventId()).toList());
        }
    }
}
