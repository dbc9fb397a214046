package org.fengqiao.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * One container, run as {@code compose.yaml} runs it: no writing but to its volume and {@code /tmp}, no capabilities, a
 * limit to its memory.
 */
final class Part extends GenericContainer<Part> {

    /** What is tested was built here; another machine's image of the same name would prove nothing. */
    private static final ImagePullPolicy NEVER = _ -> false;

    private final String alias;
    private final List<Bind> binds = new ArrayList<>();
    private final List<Network> networks;
    private RestartPolicy restarts = RestartPolicy.noRestart();

    /** Its address in each network that it has left. */
    private final Map<String, String> addresses = new HashMap<>();

    /**
     * Prepares the container.
     *
     * @param image its name and tag
     * @param networks the first one is where its ports are published; if there are others it has no name in that one,
     *     or a part that is cut from the others would be found there
     * @param mebibytes the limit to its memory
     */
    Part(String image, String alias, List<Network> networks, int mebibytes) {
        super(DockerImageName.parse(image));
        this.alias = alias;
        this.networks = networks;
        withImagePullPolicy(NEVER);
        withNetwork(networks.getFirst());
        if (networks.size() == 1) {
            withNetworkAliases(alias);
        }
        withTmpFs(Map.of("/tmp", "rw,exec,mode=1777"));
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withBinds(binds)
                .withRestartPolicy(restarts)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory((long) mebibytes << 20)
                .withMemorySwap((long) mebibytes << 20));
    }

    /** Returns this, with a variable of its environment. */
    Part with(String name, String value) {
        return withEnv(name, value);
    }

    /** Returns this, with a file of the folder in {@code /run/secrets}. */
    Part secret(Path folder, String name) {
        return secret(folder, name, name);
    }

    /** Returns this, with a file of the folder in {@code /run/secrets} under another name. */
    Part secret(Path folder, String name, String as) {
        // Not by withFileSystemBind, which first pulls an image to see whether files can be mounted.
        binds.add(new Bind(folder.resolve(name).toString(), new Volume("/run/secrets/" + as), AccessMode.ro));
        return this;
    }

    /** Returns this, with a disk instead of a volume of its own. */
    Part disk(Disk disk, String at, AccessMode mode) {
        binds.add(new Bind(disk.name(), new Volume(at), mode));
        return this;
    }

    /**
     * Returns this, started again by the engine when it ends by itself, and not when it is stopped or killed from
     * outside.
     */
    Part restartingByItself() {
        restarts = RestartPolicy.unlessStoppedRestart();
        return this;
    }

    /** Returns this, with a port that can be reached from outside. */
    Part publishing(int port) {
        addExposedPort(port);
        return this;
    }

    @Override
    protected void containerIsCreated(String containerId) {
        networks.stream().skip(1).forEach(network -> join(network, containerId, alias, null));
    }

    /** Connects it with a network again, under its name and with the address it had there. */
    void join(Network network) {
        joinAs(network, alias, addresses.get(network.getId()));
    }

    /** Connects it with a network under a name and with an address that may have been another part's. */
    void joinAs(Network network, String name, String address) {
        join(network, getContainerId(), name, new ContainerNetwork.Ipam().withIpv4Address(address));
    }

    private void join(Network network, String containerId, String name, ContainerNetwork.Ipam address) {
        getDockerClient()
                .connectToNetworkCmd()
                .withContainerId(containerId)
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(name).withIpamConfig(address))
                .exec();
    }

    /** Returns its address in a network that it is connected with. */
    String addressIn(Network network) {
        return now().getNetworkSettings().getNetworks().values().stream()
                .filter(there -> network.getId().equals(there.getNetworkID()))
                .map(ContainerNetwork::getIpAddress)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is not in that network".formatted(alias)));
    }

    /** Disconnects it from a network, as if the cable were pulled. */
    void leave(Network network) {
        leave(network, addressIn(network));
    }

    /** Does the same where it had that address, if it may have ended and has none any more. */
    void leave(Network network, String address) {
        addresses.put(network.getId(), address);
        getDockerClient()
                .disconnectFromNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withForce(true)
                .exec();
    }

    /** Writes to its memory until the limit is reached, at which the system kills the largest of its processes. */
    void exceedMemory() {
        try {
            execInContainer("/bin/bash", "-c", "cat /dev/zero >/tmp/ballast");
        } catch (IOException | RuntimeException _) {
            // It ended together with the container.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Freezes all its processes. */
    void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    /** Lets them go on. */
    void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** Ends it as a power cut does. */
    void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Starts it again after it was killed; what its volume holds is there. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** Ends it in order, as an update does. */
    void end() {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout(20).exec();
        stop();
    }

    /** Returns its state at this moment. */
    InspectContainerResponse now() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec();
    }

    /** Returns the port of this machine behind which one of its ports is at this moment. */
    int publishedPort(int port) {
        return now().getNetworkSettings().getPorts().getBindings().entrySet().stream()
                .filter(entry -> entry.getKey().getPort() == port && entry.getValue() != null)
                .flatMap(entry -> List.of(entry.getValue()).stream())
                .map(Ports.Binding::getHostPortSpec)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s publishes no port %d now".formatted(alias, port)));
    }

    /** Runs a command in it and returns what that prints, or its exit code if that is not 0. */
    String execute(String... command) {
        try {
            var done = execInContainer(command);
            return done.getExitCode() == 0 ? done.getStdout().strip() : "exit code " + done.getExitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
