package fadu.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.delegate.event.AbstractFlowableEngineEventListener;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/**
 * Flowable on one pool of connections. Arguments: JDBC url, user, callers; the password stands in PEER_PASSWORD.
 * Prints "ready", then for each line "lean|usual MATTERS" read from standard input one line of JSON.
 */
public final class Main {
  /** The open task of the instance that this thread is working on: its id costs no query where the caller knows it. */
  private static final ThreadLocal<String> created = new ThreadLocal<>();
  private static final AtomicInteger serial = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    int callers = Integer.parseInt(args[2]);
    HikariConfig pool = new HikariConfig();
    // Every statement that the engine sends stays prepared on every connection.
    pool.setJdbcUrl(args[0] + "?preparedStatementCacheQueries=1024&preparedStatementCacheSizeMiB=32");
    pool.setUsername(args[1]);
    pool.setPassword(System.getenv("PEER_PASSWORD"));
    // A caller in its transaction may wait for a block of ids, which the engine fetches in another one.
    pool.setMaximumPoolSize(callers + 8);

    try (HikariDataSource source = new HikariDataSource(pool)) {
      var configuration = new StandaloneProcessEngineConfiguration();
      configuration.setDataSource(source);
      configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
      configuration.setHistoryLevel(HistoryLevel.AUDIT);
      configuration.setAsyncExecutorActivate(false);
      ProcessEngine engine = configuration.buildProcessEngine();
      engine.getRepositoryService().createDeployment().addClasspathResource("filing.bpmn20.xml").deploy();
      FlowableEventListener listener = new AbstractFlowableEngineEventListener(Set.of(FlowableEngineEventType.TASK_CREATED)) {
        @Override
        protected void taskCreated(FlowableEngineEntityEvent event) {
          created.set(((Task) event.getEntity()).getId());
        }
      };
      engine.getRuntimeService().addEventListener(listener, FlowableEngineEventType.TASK_CREATED);

      ExecutorService threads = Executors.newFixedThreadPool(callers);
      System.out.println("ready");
      var in = new BufferedReader(new InputStreamReader(System.in));
      for (String line; (line = in.readLine()) != null; ) {
        String[] words = line.split(" ");
        System.out.println(measure(engine, threads, callers, words[0].equals("lean"), Integer.parseInt(words[1])));
      }
      threads.shutdown();
      engine.close();
    }
    // Threads of the engine's own are no daemons and outlive it.
    System.exit(0);
  }

  private static String measure(ProcessEngine engine, ExecutorService threads, int callers, boolean lean, int matters)
      throws Exception {
    long[] nanos = new long[matters];
    AtomicInteger next = new AtomicInteger();
    Callable<Void> caller = () -> {
      for (int i; (i = next.getAndIncrement()) < matters; ) {
        long start = System.nanoTime();
        whole(engine, lean, i % 50);
        nanos[i] = System.nanoTime() - start;
      }
      return null;
    };
    double cpu = cpuMs();
    long start = System.nanoTime();
    for (Future<Void> f : threads.invokeAll(IntStream.range(0, callers).mapToObj(i -> caller).toList())) f.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu = cpuMs() - cpu;
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "{\"perSecond\":%.3f,\"p50\":%.3f,\"p99\":%.3f,\"cpuMs\":%.3f}",
        matters / seconds, nanos[matters / 2] / 1e6, nanos[(int) (matters * 0.99)] / 1e6, cpu / matters);
  }

  /** One matter from its start to its end: four calls, each a transaction of its own. */
  private static void whole(ProcessEngine engine, boolean lean, int agency) {
    Map<String, Object> filed = Map.of("topic", "事由" + serial.incrementAndGet(), "name", "陈示例");
    if (!lean) engine.getIdentityService().setAuthenticatedUserId("clerk" + agency);
    String id = engine.getRuntimeService().startProcessInstanceByKey(lean ? "lean" : "usual", "A" + agency, filed).getId();
    String officer = "officer" + agency;
    complete(engine, lean, id, officer, "acceptedOn", "2023-03-02");
    complete(engine, lean, id, officer, "result", "yes");
    complete(engine, lean, id, officer, "closedOn", "2023-03-09");
  }

  private static void complete(ProcessEngine engine, boolean lean, String id, String user, String name, String value) {
    var tasks = engine.getTaskService();
    String task = lean ? created.get() : tasks.createTaskQuery().processInstanceId(id).singleResult().getId();
    tasks.complete(task, user, Map.of(name, value));
  }

  private static double cpuMs() {
    var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return os.getProcessCpuTime() / 1e6;
  }
}
