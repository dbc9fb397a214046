package org.fengqiao.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;

/** The images that {@code deploy/images/build} made, as long as an engine answers that has them. */
final class Images {

    private Images() {}

    /** Leaves the tests out, and says why, where there is no engine or no image; unless they are required. */
    static void require() {
        if (Boolean.parseBoolean(System.getenv("FENGQIAO_REQUIRE_CONTAINERS"))) {
            return;
        }
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "left out: no container engine answers here");
        assumeTrue(
                Stream.of("intake", "connect", "edge").allMatch(Images::isBuilt),
                "left out: there are no images; deploy/images/build makes them");
    }

    private static boolean isBuilt(String kind) {
        return !DockerClientFactory.instance()
                .client()
                .listImagesCmd()
                .withReferenceFilter("fengqiao/" + kind + ":latest")
                .exec()
                .isEmpty();
    }
}
