package org.fengqiao.analytics;

import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.AccessCheck;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Access to numbers and histories, by role. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class AccessTest extends AccessCheck {

    @Inject
    Feed feed;

    @Override
    protected UUID aCase() {
        var story = Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", DISTRICT, STREET, null, null)
                .registered()
                .accepted();
        feed.batch(story.entries());
        return story.caseId();
    }

    @Override
    protected @Nullable String unit() {
        return null;
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        return Map.of(
                "/metrics/closure-rate/cases?part=denominator&limit=200",
                Roles.ANALYST,
                "/facts/cases?from=2024-03-01T00:00:00Z&to=2024-03-02T00:00:00Z",
                Roles.ANALYST);
    }

    @Override
    protected boolean readsItsParametersItself(String path) {
        return path.startsWith("/metrics/");
    }
}
