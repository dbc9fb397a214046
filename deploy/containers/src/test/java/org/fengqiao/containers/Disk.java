package org.fengqiao.containers;

import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.model.AccessMode;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** A disk of a size of its own, in memory, with what is on it as long as it is held. */
final class Disk implements AutoCloseable {

    private static final String AT = "/disk";

    private final String name;
    private final Part holder;

    /**
     * Makes it.
     *
     * @param image an image that its user writes to it with
     */
    Disk(String name, int mebibytes, String image, Network network) {
        this.name = name;
        DockerClientFactory.instance()
                .client()
                .createVolumeCmd()
                .withName(name)
                .withDriver("local")
                .withDriverOpts(Map.of(
                        "type", "tmpfs", "device", "tmpfs", "o", "size=%dm,uid=10001,gid=10001".formatted(mebibytes)))
                .exec();
        // What it holds is counted to the memory of whoever wrote it.
        holder = new Part(image, name, List.of(network), mebibytes + 64).disk(this, AT, AccessMode.rw);
        holder.withCreateContainerCmdModifier(command -> command.withEntrypoint("/bin/bash"));
        holder.setCommand("-c", "sleep infinity");
    }

    /** Has it hold what is written to it from now on. */
    void hold() {
        holder.start();
    }

    /** Returns its name, by which parts mount it. */
    String name() {
        return name;
    }

    /** Writes to it until there is no room. */
    void fill() {
        holder.execute("/bin/bash", "-c", "cat /dev/zero >%s/ballast".formatted(AT));
    }

    /** Makes room again. */
    void makeRoom() {
        holder.execute("/bin/bash", "-c", "rm %s/ballast".formatted(AT));
    }

    /** Gives it up; no part may have it any more. */
    @Override
    public void close() {
        holder.stop();
        DockerClientFactory.instance().client().removeVolumeCmd(name).exec();
    }
}
