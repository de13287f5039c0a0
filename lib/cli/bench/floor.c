/*
 * The floor of the benchmark: the workloads in plain C, each by the same algorithm as the engine, with nothing around it.
 *
 * The program answers commands, one a line, so that its runs can alternate with those of the engine:
 *
 *     market SLOT LEVELS MONTHS COLUMNS PERIODS_PER_YEAR    reads prices: float64 rows, and an int32 month for each
 *     mix|trend|sweep|episodes|bootstrap SLOT RUNS          runs a workload so many times
 *     nearest FILE RUNS                                     nearest legal weights, by an independent method
 *     result FILE                                           writes the figures of the last run as float64
 *
 * It answers "ok MILLISECONDS", for one run, or "error WHAT".
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 16, MAX_COLUMNS = 256, STATISTICS = 6 };

/* The conventions of the workloads. */
static const double COST = 0.001;
static const double MIX[5] = {0.35, 0.15, 0.10, 0.30, 0.10};
enum { TREND_MONTHS = 10 };
enum { SWEEP_FIRST_MONTHS = 2, SWEEP_LAST_MONTHS = 24, SWEEP_LAGS = 6, SWEEP_COSTS = 5 };
static const double SWEEP_COST_STEP = 0.0005;
enum { PATHS = 2000, PATH_ROWS = 360, MEAN_BLOCK = 12, SEED = 12345 };

typedef struct {
    int rows, columns, decisions;
    double periods_per_year;
    double *level;     /* one row after another */
    int *decision_row; /* rows whose successor lies in another month */
    double *target;    /* one row of weights per decision */
    double *nav;
} Market;

static Market markets[SLOTS];

/* The figures of the last run. */
static double *figures = NULL;
static size_t figure_count = 0, figure_room = 0;

static void *allocate(size_t bytes) {
    void *memory = malloc(bytes > 0 ? bytes : 1);
    if (memory == NULL) {
        puts("error out of memory");
        exit(1);
    }
    return memory;
}

static double *room_for_figures(size_t count) {
    if (count > figure_room) {
        free(figures);
        figures = allocate(count * sizeof(double));
        figure_room = count;
    }
    figure_count = count;
    return figures;
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

/* ---------------------------------------------------------------- data */

static void *read_whole(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    *bytes = (size_t)ftell(file);
    rewind(file);
    void *content = allocate(*bytes);
    size_t got = fread(content, 1, *bytes, file);
    fclose(file);
    if (got == *bytes) return content;
    free(content);
    return NULL;
}

static int load_market(Market *market, const char *levels, const char *months, int columns, double periods_per_year) {
    size_t level_bytes = 0, month_bytes = 0;
    double *level = read_whole(levels, &level_bytes);
    int32_t *month = read_whole(months, &month_bytes);
    if (level == NULL || month == NULL || columns < 1 || columns > MAX_COLUMNS) return 0;
    int rows = (int)(level_bytes / sizeof(double)) / columns;
    if (rows < 2 || month_bytes != (size_t)rows * sizeof(int32_t)) return 0;
    *market = (Market){.rows = rows, .columns = columns, .periods_per_year = periods_per_year, .level = level};
    market->decision_row = allocate((size_t)rows * sizeof(int));
    for (int row = 0; row + 1 < rows; row++) {
        if (month[row + 1] != month[row]) market->decision_row[market->decisions++] = row;
    }
    market->target = allocate((size_t)market->decisions * columns * sizeof(double));
    market->nav = allocate((size_t)rows * sizeof(double));
    free(month);
    return 1;
}

/* ---------------------------------------------------------------- backtest */

typedef struct {
    double units[MAX_COLUMNS];
    double cash;
    double turnover; /* sum of D/V */
} Account;

static void trade(Account *account, const double *weight, const double *price, int columns, double value, double cost, double *value_after) {
    double traded = 0;
    for (int i = 0; i < columns; i++) traded += fabs(weight[i] * value - account->units[i] * price[i]);
    account->turnover += traded / value;
    *value_after = value - cost * traded;
    double invested = 0;
    for (int i = 0; i < columns; i++) {
        double holding = weight[i] * *value_after;
        invested += holding;
        account->units[i] = holding / price[i];
    }
    account->cash = *value_after - invested;
}

/* Row by row: value, the order that is due, NAV. `first` is bought on row 0; order k asks for row k of `target`, or always for the same. */
static double simulate(const Market *market, const double *first, const double *target, int same, int lag, double cost, double *nav) {
    Account account = {.cash = 1};
    int order = 0;
    for (int row = 0; row < market->rows; row++) {
        const double *price = market->level + (size_t)row * market->columns;
        double value = account.cash;
        for (int i = 0; i < market->columns; i++) value += account.units[i] * price[i];
        if (row == 0 && first != NULL) trade(&account, first, price, market->columns, value, cost, &value);
        if (order < market->decisions && market->decision_row[order] + lag == row) {
            const double *weight = target + (same ? 0 : (size_t)order * market->columns);
            trade(&account, weight, price, market->columns, value, cost, &value);
            order++;
        }
        nav[row] = value;
    }
    return account.turnover;
}

/* Last NAV, CAGR, volatility, Sharpe ratio, largest fall, turnover. */
static void statistics(const Market *market, const double *nav, double turnover, double *figure) {
    int returns = market->rows - 1;
    double sum = 0, peak = nav[0], deepest = 0;
    for (int row = 1; row <= returns; row++) {
        sum += nav[row] / nav[row - 1] - 1;
        if (nav[row] > peak) peak = nav[row];
        double fall = nav[row] / peak - 1;
        if (fall < deepest) deepest = fall;
    }
    double mean = sum / returns, squares = 0;
    for (int row = 1; row <= returns; row++) {
        double distance = nav[row] / nav[row - 1] - 1 - mean;
        squares += distance * distance;
    }
    double deviation = sqrt(squares / (returns - 1)), years = returns / market->periods_per_year;
    figure[0] = nav[returns];
    figure[1] = pow(nav[returns] / nav[0], 1 / years) - 1;
    figure[2] = deviation * sqrt(market->periods_per_year);
    figure[3] = deviation > 0 ? mean / deviation * sqrt(market->periods_per_year) : 0;
    figure[4] = deepest;
    figure[5] = turnover / 2 / years;
}

static void run_mix(const Market *market, double *nav, double *figure) {
    double turnover = simulate(market, MIX, MIX, 1, 0, COST, nav);
    statistics(market, nav, turnover, figure);
}

/* A slot is held above the mean of its last month-ends, which is carried from one decision to the next. */
static void trend_targets(const Market *market, int months) {
    double slot = 1.0 / market->columns;
    for (int i = 0; i < market->columns; i++) {
        double sum = 0;
        for (int k = 0; k < market->decisions; k++) {
            double price = market->level[(size_t)market->decision_row[k] * market->columns + i];
            sum += price;
            if (k >= months) sum -= market->level[(size_t)market->decision_row[k - months] * market->columns + i];
            int held = k >= months - 1 && price > sum / months;
            market->target[(size_t)k * market->columns + i] = held ? slot : 0;
        }
    }
}

static void run_trend(const Market *market, int months, int lag, double cost, double *nav, double *figure) {
    trend_targets(market, months);
    double turnover = simulate(market, NULL, market->target, 0, lag, cost, nav);
    statistics(market, nav, turnover, figure);
}

static void run_sweep(const Market *market, double *figure) {
    for (int months = SWEEP_FIRST_MONTHS; months <= SWEEP_LAST_MONTHS; months++) {
        for (int lag = 0; lag < SWEEP_LAGS; lag++) {
            for (int cost = 0; cost < SWEEP_COSTS; cost++) {
                run_trend(market, months, lag, cost * SWEEP_COST_STEP, market->nav, figure);
                figure += STATISTICS;
            }
        }
    }
}

/* ---------------------------------------------------------------- episodes */

/* Peak, trough, recovery (-1 while open) and depth of every fall; returns how many. */
static size_t find_episodes(const double *nav, int rows, double *figure) {
    size_t count = 0;
    int peak = 0, trough = -1;
    double lowest = 0;
    for (int row = 1; row <= rows; row++) {
        if (row < rows && nav[row] < nav[peak]) {
            double fall = nav[row] / nav[peak] - 1;
            if (trough < 0 || fall < lowest) {
                lowest = fall;
                trough = row;
            }
            continue;
        }
        if (trough >= 0) {
            double *episode = figure + 4 * count++;
            episode[0] = peak;
            episode[1] = trough;
            episode[2] = row < rows ? row : -1;
            episode[3] = lowest;
        }
        peak = row;
        trough = -1;
    }
    return count;
}

/* ---------------------------------------------------------------- bootstrap */

static uint32_t word[4];

static uint32_t rotated(uint32_t value, int bits) { return value << bits | value >> (32 - bits); }

static void seed_words(uint32_t state) {
    for (int i = 0; i < 4; i++) {
        state += 0x9e3779b9u;
        uint32_t mixed = state ^ state >> 16;
        mixed *= 0x21f0aaadu;
        mixed ^= mixed >> 15;
        mixed *= 0x735a2d97u;
        word[i] = mixed ^ mixed >> 15;
    }
}

static inline uint32_t draw(void) {
    uint32_t drawn = rotated(word[1] * 5, 7) * 9, shifted = word[1] << 9;
    word[2] ^= word[0];
    word[3] ^= word[1];
    word[1] ^= word[2];
    word[0] ^= word[3];
    word[2] ^= shifted;
    word[3] = rotated(word[3], 11);
    return drawn;
}

/* The deepest fall of each resampled path. */
static void run_bootstrap(const double *returns, int count, double *figure) {
    uint32_t new_block_below = (uint32_t)(4294967296.0 / MEAN_BLOCK);
    seed_words(SEED);
    for (int path = 0; path < PATHS; path++) {
        double wealth = 1, peak = 1, deepest = 0;
        int row = 0;
        for (int t = 0; t < PATH_ROWS; t++) {
            uint32_t chance = draw();
            if (t == 0 || chance < new_block_below) row = (int)((uint64_t)draw() * count >> 32);
            else if (++row == count) row = 0;
            wealth *= 1 + returns[row];
            if (wealth > peak) peak = wealth;
            double fall = wealth / peak - 1;
            if (fall < deepest) deepest = fall;
        }
        figure[path] = deepest;
    }
}

/* ---------------------------------------------------------------- nearest legal weights */

/*
 * Dykstra's alternating projections, in the norm sum (v - wish)^2 / unit, on each set of limits in turn until nothing moves.
 * Slow and simple on purpose: it shares no idea with the engine's exact projection, which it is there to check.
 *
 * The file: count, assets, groups, max, group min, group max; then per instance the wish and the units.
 */
enum { NEAREST_ROUNDS = 20000, MAX_GROUPS = 16 };
static const double NEAREST_MOVE = 1e-14;

typedef struct {
    int assets, groups;
    double max, group_min, group_max;
} Limits;

/* Moves the assets from `from` to `to` so that their sum lies within the bounds; returns the shift per unit. */
static double hold_sum(double *weight, const double *unit, int from, int to, double low, double high) {
    double sum = 0, units = 0;
    for (int i = from; i < to; i++) {
        sum += weight[i];
        units += unit[i];
    }
    double shift = (sum < low ? low - sum : sum > high ? high - sum : 0) / units;
    for (int i = from; i < to; i++) weight[i] += shift * unit[i];
    return shift;
}

static void nearest(const Limits *limits, const double *wish, const double *unit, double *weight) {
    int n = limits->assets, size = n / limits->groups;
    double box[MAX_COLUMNS] = {0}, group[MAX_GROUPS] = {0};
    memcpy(weight, wish, (size_t)n * sizeof(double));
    for (int round = 0; round < NEAREST_ROUNDS; round++) {
        double moved = 0, before[MAX_COLUMNS];
        memcpy(before, weight, (size_t)n * sizeof(double));
        hold_sum(weight, unit, 0, n, 1, 1);
        for (int g = 0; g < limits->groups; g++) {
            for (int i = g * size; i < (g + 1) * size; i++) weight[i] -= group[g] * unit[i];
            group[g] = hold_sum(weight, unit, g * size, (g + 1) * size, limits->group_min, limits->group_max);
        }
        for (int i = 0; i < n; i++) {
            double free = weight[i] - box[i];
            weight[i] = free < 0 ? 0 : free > limits->max ? limits->max : free;
            box[i] = weight[i] - free;
            moved = fmax(moved, fabs(weight[i] - before[i]));
        }
        if (moved < NEAREST_MOVE) return;
    }
}

static int run_nearest(const char *path, int runs, double *elapsed) {
    size_t bytes = 0;
    double *file = read_whole(path, &bytes);
    if (file == NULL || bytes < 6 * sizeof(double)) return 0;
    int count = (int)file[0];
    Limits limits = {.assets = (int)file[1], .groups = (int)file[2], .max = file[3], .group_min = file[4], .group_max = file[5]};
    int n = limits.assets;
    if (n > MAX_COLUMNS || limits.groups > MAX_GROUPS || bytes != (6 + 2 * (size_t)count * n) * sizeof(double)) return 0;
    double *weights = room_for_figures((size_t)count * n);
    double start = milliseconds();
    for (int run = 0; run < runs; run++) {
        for (int k = 0; k < count; k++) {
            const double *wish = file + 6 + 2 * (size_t)k * n;
            nearest(&limits, wish, wish + n, weights + (size_t)k * n);
        }
    }
    *elapsed = (milliseconds() - start) / runs / count;
    free(file);
    return 1;
}

/* ---------------------------------------------------------------- commands */

static double time_mix(const Market *market, int runs) {
    double *figure = room_for_figures((size_t)market->rows + STATISTICS), start = milliseconds();
    for (int run = 0; run < runs; run++) run_mix(market, figure + STATISTICS, figure);
    return milliseconds() - start;
}

static double time_trend(const Market *market, int runs) {
    double *figure = room_for_figures((size_t)market->rows + STATISTICS), start = milliseconds();
    for (int run = 0; run < runs; run++) run_trend(market, TREND_MONTHS, 0, COST, figure + STATISTICS, figure);
    return milliseconds() - start;
}

static double time_sweep(const Market *market, int runs) {
    int configurations = (SWEEP_LAST_MONTHS - SWEEP_FIRST_MONTHS + 1) * SWEEP_LAGS * SWEEP_COSTS;
    double *figure = room_for_figures((size_t)configurations * STATISTICS), start = milliseconds();
    for (int run = 0; run < runs; run++) run_sweep(market, figure);
    return milliseconds() - start;
}

static double time_episodes(const Market *market, int runs) {
    double ignored[STATISTICS], *figure = room_for_figures((size_t)market->rows * 4);
    size_t count = 0;
    run_mix(market, market->nav, ignored);
    double start = milliseconds();
    for (int run = 0; run < runs; run++) count = find_episodes(market->nav, market->rows, figure);
    double elapsed = milliseconds() - start;
    figure_count = count * 4;
    return elapsed;
}

static double time_bootstrap(const Market *market, int runs) {
    double ignored[STATISTICS], *figure = room_for_figures(PATHS);
    int count = market->rows - 1;
    double *returns = allocate((size_t)count * sizeof(double));
    run_mix(market, market->nav, ignored);
    for (int row = 0; row < count; row++) returns[row] = market->nav[row + 1] / market->nav[row] - 1;
    double start = milliseconds();
    for (int run = 0; run < runs; run++) run_bootstrap(returns, count, figure);
    double elapsed = milliseconds() - start;
    free(returns);
    return elapsed;
}

typedef struct {
    const char *name;
    double (*time)(const Market *market, int runs);
    int columns; /* needed; 0 is any number */
} Workload;

static const Workload workloads[] = {
    {"mix", time_mix, 5}, {"trend", time_trend, 0}, {"sweep", time_sweep, 0}, {"episodes", time_episodes, 5}, {"bootstrap", time_bootstrap, 5},
};

static void answer_workload(const char *name, int slot, int runs) {
    for (size_t k = 0; k < sizeof workloads / sizeof workloads[0]; k++) {
        if (strcmp(name, workloads[k].name) != 0) continue;
        if (slot < 0 || slot >= SLOTS || markets[slot].rows == 0 || runs < 1 || (workloads[k].columns > 0 && workloads[k].columns != markets[slot].columns)) break;
        printf("ok %.9f\n", workloads[k].time(&markets[slot], runs) / runs);
        return;
    }
    printf("error cannot run %s on market %d\n", name, slot);
}

static void write_result(const char *path) {
    FILE *file = fopen(path, "wb");
    int whole = file != NULL && fwrite(figures, sizeof(double), figure_count, file) == figure_count;
    if (file != NULL && fclose(file) != 0) whole = 0;
    puts(whole ? "ok 0" : "error cannot write the result");
}

static void answer(const char *line) {
    char first[1024], second[1024], name[16];
    int slot = 0, columns = 0, runs = 0;
    double periods = 0, elapsed = 0;
    if (sscanf(line, "market %d %1023s %1023s %d %lf", &slot, first, second, &columns, &periods) == 5) {
        puts(slot >= 0 && slot < SLOTS && load_market(&markets[slot], first, second, columns, periods) ? "ok 0" : "error cannot read the market");
    } else if (sscanf(line, "nearest %1023s %d", first, &runs) == 2) {
        if (run_nearest(first, runs, &elapsed)) printf("ok %.9f\n", elapsed);
        else puts("error cannot read the instances");
    } else if (sscanf(line, "result %1023s", first) == 1) {
        write_result(first);
    } else if (sscanf(line, "%15s %d %d", name, &slot, &runs) == 3) {
        answer_workload(name, slot, runs);
    } else {
        puts("error not a command");
    }
    fflush(stdout);
}

int main(void) {
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) answer(line);
    return 0;
}
