// Generated from docs/openapi.json by db/openapi-client.ts. Not edited by hand.

export interface paths {
    "/api/admin/accounts/{username}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用账号：下一次请求起不能再用，已登录的随即退出；限安全管理员 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 所依据的文件的名称、文号和日期 */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description 账号现在的情况 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: boolean;
                            isDisabled: boolean;
                            username: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/accounts/{username}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复停用的账号，密码不变；限安全管理员 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 所依据的文件的名称、文号和日期 */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description 账号现在的情况 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: boolean;
                            isDisabled: boolean;
                            username: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 平台自动进行的工作和它们的情况；限系统管理员、审计管理员 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 自动进行的工作 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                error: string | null;
                                everyMinutes: number;
                                id: string;
                                label: string;
                                lastDone: string | null;
                                lastFailed: string | null;
                                next: string;
                            }[];
                            sealedAt: string | null;
                            unsealed: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入本市的区划界线（GeoJSON），已有的整个替换；限系统管理员 */
        post: {
            parameters: {
                query: {
                    /** @description 审图号 */
                    approval: string;
                    /** @description 要素里区划代码的属性名 */
                    property?: string;
                    /** @description 文件名 */
                    source?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/geo+json": string;
                };
            };
            responses: {
                /** @description 已导入 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approval: string;
                            areas: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** 去掉已导入的区划界线；限系统管理员 */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 已去掉 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作人员和职务；限安全管理员、审计管理员 */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    agency?: string;
                    limit?: number;
                    /** @description 姓名的开头 */
                    q?: string;
                    role?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 工作人员 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                account: {
                                    isDisabled: boolean;
                                    username: string;
                                } | null;
                                /** @description 行政执法证件 */
                                certificates: components["schemas"]["Certificate"][];
                                id: string;
                                name: string;
                                posts: {
                                    agencyName: string | null;
                                    from: string;
                                    isHeld: boolean;
                                    /** @description 登记它的任免；别的为空 */
                                    matterId: string | null;
                                    /**
                                     * @description 由任免登记、由业务事项登记、建库时导入
                                     * @enum {string}
                                     */
                                    origin: "appointed" | "matter" | "imported";
                                    /** @description 可及的范围 */
                                    reach: string;
                                    role: string;
                                    roleLabel: string;
                                    to: string | null;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 对工作人员不予办理的日志，新的在前；限审计管理员 */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                    /** @description 规则标识 */
                    rule?: string;
                    username?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 不予办理的日志 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                actionLabel: string | null;
                                at: string;
                                basis: string[];
                                id: string;
                                /** @description 核对时即不予办理，没有提交 */
                                isPreview: boolean;
                                matterId: string | null;
                                method: string;
                                name: string | null;
                                procedureLabel: string | null;
                                /** @description 所称的职务 */
                                roleLabel: string | null;
                                /** @description 接口地址的写法，不含所填的内容 */
                                route: string;
                                /** @description 这个接口是做什么的 */
                                routeLabel: string | null;
                                rule: string;
                                ruleLabel: string | null;
                                username: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 登录日志，新的在前；限审计管理员 */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                    outcome?: "in" | "failed" | "locked" | "out" | "expired" | "password" | "disabled" | "closed" | "opened";
                    username?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 登录日志 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                at: string;
                                /** @description 停用、恢复账号的人 */
                                by: string | null;
                                id: string;
                                /** @enum {string} */
                                outcome: "in" | "failed" | "locked" | "out" | "expired" | "password" | "disabled" | "closed" | "opened";
                                /** @description 停用、恢复账号所依据的文件 */
                                reason: string | null;
                                username: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 机构 */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    /** @description 只列市本级的 */
                    cityLevel?: "true";
                    county?: string;
                    kind?: string;
                    limit?: number;
                    /** @description 名称里含有的文字 */
                    q?: string;
                    town?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 机构 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                county: string | null;
                                from: string | null;
                                id: string;
                                kind: string;
                                name: string;
                                parent: string | null;
                                to: string | null;
                                town: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{id}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 机构的监督关系：受谁监督、监督谁，自何日至何日 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 监督关系 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            above: {
                                agencyId: string;
                                agencyName: string | null;
                                from: string | null;
                                kind: string;
                                to: string | null;
                            }[];
                            agency: {
                                from: string | null;
                                id: string;
                                kind: string;
                                name: string;
                                place: string | null;
                                to: string | null;
                            };
                            below: {
                                agencyId: string;
                                agencyName: string | null;
                                from: string | null;
                                kind: string;
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 月通报，新的在前 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 月通报 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["BulletinHead"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一期月通报：各项数字、差异、预警和更正 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 月通报 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Bulletin"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 月通报的电子表格 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 电子表格 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulletins/{id}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 由系统比对法院清单，或者到日后冻结 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description 系统做了什么 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: ("compare" | "freeze" | "close")[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 放假安排：已登记的年度、每年的日子、每一份通知 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 放假安排 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            firstYear: number;
                            lastYear: number;
                            notices: {
                                matterId: string;
                                recordedOn: string;
                                source: string;
                                year: number;
                            }[];
                            years: {
                                /** @description 在周一至周五的放假日 */
                                holidays: string[];
                                /** @description 在周末的上班日 */
                                workdays: string[];
                                year: number;
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** 登记一份放假安排，并重算未届满的期限 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        holidays: string[];
                        /** @description 核对时会改变的期限数 */
                        moved: number;
                        source: string;
                        workdays: string[];
                        year: number;
                    };
                };
            };
            responses: {
                /** @description 已登记 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 期限重算的事项数 */
                            acts: number;
                            matterId: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 一份放假安排会改变哪些期限；什么也不登记 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        holidays: string[];
                        source: string;
                        workdays: string[];
                        year: number;
                    };
                };
            };
            responses: {
                /** @description 会改变的期限 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            matters: number;
                            moved: {
                                agencyName: string | null;
                                becomesCertain: boolean;
                                from: string;
                                label: string;
                                matterId: string;
                                number: string | null;
                                to: string;
                            }[];
                            total: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkpoints/{size}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 某一大小的签名检查点 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    size: number | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 检查点 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checkpoint"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkpoints/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 最新的签名检查点 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 检查点 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checkpoint"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的草稿，新的在前 */
        get: {
            parameters: {
                query?: {
                    matter?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 草稿 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Draft"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份草稿 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 草稿 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Draft"] & {
                            /** @description 任意 JSON */
                            content?: unknown;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** 保存草稿；每次保存后再留三十日 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        /** @description 任意 JSON */
                        content?: unknown;
                        /** Format: uuid */
                        matterId?: string;
                        procedure: string;
                        title: string;
                    };
                };
            };
            responses: {
                /** @description 已保存 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Draft"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** 删除草稿 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 已删除 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传一份材料，办理时再附上；不登录也可以，限额较小 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 文件名，按 UTF-8 百分号编码 */
                    "x-fadu-file-name"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description 已上传 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Uploaded"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我给一个清单存下的筛选 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    list: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 筛选 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 任意 JSON */
                                filter?: unknown;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/{list}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 存下一个筛选 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    list: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        filter: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description 已存 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** 删除一个筛选 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    list: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 已删除 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 监督发现，新的在前 */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    /** @description 违反至今：七日内、三十日内、九十日内、更久 */
                    age?: "week" | "month" | "quarter" | "older";
                    agency?: string;
                    /** @description 区县（市）；“-”：不属于任何区县（市） */
                    county?: string;
                    limit?: number;
                    /** @description true：未销号 */
                    open?: "true" | "false";
                    rule?: string;
                    severity?: "RED" | "YELLOW";
                    /** @description 在这一件上发现的 */
                    subject?: string;
                    /** @description 乡镇（街道）；“-”：不属于任何乡镇（街道） */
                    town?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 发现 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Finding"][];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 监督发现的件数：按规则、机构、区划或者时间分，合计等于清单 */
        get: {
            parameters: {
                query: {
                    /** @description 违反至今：七日内、三十日内、九十日内、更久 */
                    age?: "week" | "month" | "quarter" | "older";
                    agency?: string;
                    by: "rule" | "agency" | "county" | "town" | "age";
                    /** @description 区县（市）；“-”：不属于任何区县（市） */
                    county?: string;
                    /** @description true：未销号 */
                    open?: "true" | "false";
                    rule?: string;
                    severity?: "RED" | "YELLOW";
                    /** @description 在这一件上发现的 */
                    subject?: string;
                    /** @description 乡镇（街道）；“-”：不属于任何乡镇（街道） */
                    town?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 件数 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            closed: number;
                            items: {
                                closed: number;
                                key: string;
                                label: string;
                                open: number;
                                red: number;
                            }[];
                            open: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 服务是否正常 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 正常，或者有需要运维处理的情况 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 运维需要知道的：记录表的防改触发器缺失、停用，或者数据库不能设置 */
                            says: string[];
                            /** @enum {string} */
                            status: "ok" | "warning";
                            today: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/laws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 法规和各版本 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 法规 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                shortTitle: string;
                                title: string;
                                versions: components["schemas"]["LawVersion"][];
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/laws/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个版本的条文，和程序中以每一条为依据的地方 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 条文 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            articles: {
                                article: string;
                                label: string;
                                /** @description 各款；没有导入原文的为空 */
                                paragraphs: string[] | null;
                                part: string | null;
                                rests: components["schemas"]["LawRest"][];
                            }[];
                            from: string | null;
                            hasText: boolean;
                            id: string;
                            inForce: boolean | null;
                            note: string | null;
                            standing: string;
                            title: string;
                            to: string | null;
                            version: string;
                            /** @description 同一部法规的各版本 */
                            versions: string[];
                            /** @description 以整部法规为依据的 */
                            whole: components["schemas"]["LawRest"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/laws/{id}/{version}/articles/{article}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一条：原文（已导入的），和程序中以它为依据的地方 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    article: string;
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 条文 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            article: string;
                            from: string | null;
                            /** @description 这一版本已导入原文 */
                            hasText: boolean;
                            id: string;
                            inForce: boolean | null;
                            label: string;
                            /** @description 各款；没有导入原文的为空 */
                            paragraphs: string[] | null;
                            part: string | null;
                            rests: components["schemas"]["LawRest"][];
                            standing: string;
                            title: string;
                            to: string | null;
                            version: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/laws/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 在已导入的法规条文中检索：同一条里要有全部词语 */
        get: {
            parameters: {
                query: {
                    /** @description 以空格分开的词语 */
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 条文 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["LawHit"][];
                            shown: number;
                            /** @description 已导入的法规 */
                            texts: number;
                            total: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{lookup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 表单里可以选的 */
        get: {
            parameters: {
                query?: {
                    /** @description 哪一机构的；不填为事项的，没有事项的为自己的 */
                    agency?: string;
                    limit?: number;
                    /** @description 在哪一件事项上办 */
                    matter?: string;
                    /** @description 机构类型、区划级别、程序、职务，以逗号分开 */
                    only?: string;
                    /** @description 名称里的文字 */
                    q?: string;
                    /** @description 只要这些值，以逗号分开 */
                    values?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    lookup: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 选项 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Choice"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本市自行导入的区划界线；没有导入的为空 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 区划界线 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            map: {
                                /** @description 审图号 */
                                approval: string;
                                areas: {
                                    code: string;
                                    /** @enum {string} */
                                    level: "city" | "county" | "town";
                                    name: string;
                                    /** @description 每个面：外圈在前，其后为孔；每点为经度、纬度 */
                                    polygons: number[][][][];
                                }[];
                                importedOn: string;
                                /** @description 文件名 */
                                source: string;
                            } | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项清单，新的在前 */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页最后一件 */
                    after?: string;
                    agency?: string;
                    limit?: number;
                    /** @description true：未办结 */
                    open?: "true" | "false";
                    procedure?: string;
                    /** @description 编号，须完全一致 */
                    q?: string;
                    state?: string;
                    /** @description 程序的哪一版本 */
                    version?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 事项 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["MatterItem"][];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** 开始一件事项 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        /**
                         * Format: date
                         * @description 发生日；不填为今天
                         * @example 2021-02-28
                         */
                        declaredOn?: string;
                        /** @description 附上的材料：先用 POST /api/files 上传 */
                        files?: {
                            /** @description 材料名称 */
                            label: string;
                            upload: string;
                        }[];
                        /** @description 表单内容：见 /api/procedures 里该动作的 form */
                        input?: unknown;
                        /** @description 补录：早于上一步时写明理由和证据 */
                        late?: {
                            evidence: string;
                            reason: string;
                        };
                        procedure: string;
                    };
                };
            };
            responses: {
                /** @description 已办 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Acted"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件事项 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 事项 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Matter"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 现在能办什么，不能办的为什么 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 各动作 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: {
                                action: string;
                                /** @description 可以改办的 */
                                allowed: string[];
                                basis: ({
                                    text: string;
                                } & {
                                    [key: string]: unknown;
                                })[];
                                by: {
                                    label: string;
                                    role: string;
                                }[];
                                /** @description 有期限等着它的，最早的末日 */
                                due: string | null;
                                isAllowed: boolean;
                                /** @description 您的职务可以办的动作，不论现在有没有妨碍 */
                                isMine: boolean;
                                label: string;
                                /** @description 不能办的理由：不论填什么都不能办的；取决于填写内容的，提交时再判断 */
                                reason: string | null;
                            }[];
                            /** @description 法律已经推定、尚未登记的一步 */
                            lapse: {
                                label: string;
                                limit: string;
                                on: string;
                            } | null;
                            procedure: string;
                            state: string;
                            stateLabel: string;
                            version: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/actions/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 在一件事项上办一步 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    action: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date
                         * @description 发生日；不填为今天
                         * @example 2021-02-28
                         */
                        declaredOn?: string;
                        /** @description 附上的材料：先用 POST /api/files 上传 */
                        files?: {
                            /** @description 材料名称 */
                            label: string;
                            upload: string;
                        }[];
                        /** @description 表单内容：见 /api/procedures 里该动作的 form */
                        input?: unknown;
                        /** @description 补录：早于上一步时写明理由和证据 */
                        late?: {
                            evidence: string;
                            reason: string;
                        };
                        /** @description 您看到这件事项时的步数：之后又有办理的，不办并告知 */
                        seen?: number;
                    };
                };
            };
            responses: {
                /** @description 已办 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Acted"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 办理经过 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 各步 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Act"][];
                            /** @description 所选各项的名称：选项表 → 值 → 名称 */
                            picked: {
                                [key: string]: {
                                    [key: string]: string;
                                };
                            };
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/acts/{n}/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 把一步记录打印成文书（内部使用） */
        get: {
            parameters: {
                query?: {
                    format?: "pdf" | "docx";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    n: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文书 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件事项出具的文书 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文书 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Paper"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 打开一份文书：按记录重新生成，与记录中的哈希核对 */
        get: {
            parameters: {
                query?: {
                    format?: "pdf" | "docx";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    documentId: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文书 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/documents/{documentId}/service-copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 生成送达件：得到一个上传编号，办理送达时附上，送达的内容即随那一步保存 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    documentId: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 送达件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            sizeBytes: number;
                            type: string;
                            upload: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/dossier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件事项的案卷：先封存，再把全部文书、材料、办理记录和证明印成一份 PDF */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 案卷 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份材料的内容 */
        get: {
            parameters: {
                query?: {
                    /** @description true：图片和 PDF 在窗口里看，其他仍然保存 */
                    inline?: "true" | "false";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    fileId: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 内容 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description 内容的一段 */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/limits/{limit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个期限是怎样算出来的 */
        get: {
            parameters: {
                query?: {
                    subject?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    limit: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 算法 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LimitExplanation"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 记录的证明：哈希链，和最后一步在已签名的树里的证明 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 证明 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chain: {
                                /** @description 被哈希的原文，个人信息只有承诺 */
                                canonical: string;
                                hash: string;
                                n: number;
                            }[];
                            /** @description 尚未封存时为空 */
                            inclusion: {
                                checkpoint: string;
                                hash: string;
                                leaf: number;
                                matter: string;
                                n: number;
                                proof: string[];
                            } | null;
                            matterId: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/query-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 给核实了身份的当事人一个新的查询码，旧码随即失效 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 哪一位当事人；只有一位时不必填 */
                        reader?: string;
                    };
                };
            };
            responses: {
                /** @description 编号和查询码 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            number: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清单有几件 */
        get: {
            parameters: {
                query?: {
                    agency?: string;
                    /** @description true：未办结 */
                    open?: "true" | "false";
                    procedure?: string;
                    /** @description 编号，须完全一致 */
                    q?: string;
                    state?: string;
                    /** @description 程序的哪一版本 */
                    version?: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 件数 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我是谁，有哪些职务 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 登录者和他今天的职务 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的执法证件 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 执法证件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Certificate"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 别的单位提请移交给本单位、还没有答复的 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 移交 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Offer"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parties/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 按证件号码查当事人：号码对不对，本单位登记过什么 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        idKind: string;
                        idNumber: string;
                    };
                };
            };
            responses: {
                /** @description 当事人 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KnownParty"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 行政区划 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 区划 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                from: string | null;
                                /** @description 起始之日有据；否则为平台日历的第一日 */
                                isFromKnown: boolean;
                                kind: string;
                                level: string;
                                name: string;
                                parent: string | null;
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 办理之前先看：会到哪一步、期限怎样、出具什么，或者为什么不能办；不办理 */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        /**
                         * Format: date
                         * @example 2021-02-28
                         */
                        declaredOn?: string;
                        files?: {
                            /** @description 材料名称 */
                            label: string;
                            upload: string;
                        }[];
                        /** @description 任意 JSON */
                        input?: unknown;
                        late?: {
                            evidence: string;
                            reason: string;
                        };
                        /** Format: uuid */
                        matterId?: string;
                        /** @description 开始一件事项时 */
                        procedure?: string;
                        seen?: number;
                    };
                };
            };
            responses: {
                /** @description 将会怎样 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Previewed"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 所有程序及其版本 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 程序 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ProcedureSummary"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个程序版本：状态、动作、表单、期限、依据 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 程序 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Procedure"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{id}/{version}.bpmn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 程序图，BPMN 2.0 文件 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/xml": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{id}/{version}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 程序说明，PDF 文件 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{id}/{version}/compared/{with}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 与另一版本相比改了什么：从 with 到 version */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                    with: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 改动 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcedureComparison"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{id}/{version}/explained": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个程序版本的说明：谁能办什么、从何状态到何状态、要求、期限、依据，和程序图 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 程序说明 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExplainedProcedure"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/certificates/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 凭编号核对一份执法证件 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 登记的情况 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agencyName: string | null;
                            /** @description 执法类别 */
                            field: string;
                            from: string;
                            holder: string;
                            issuer: string;
                            /** @description 今天能不能凭它执法 */
                            isUsable: boolean;
                            kindLabel: string;
                            number: string;
                            /** @description 执法区域 */
                            region: string;
                            /** @description 今天的情况 */
                            standing: string;
                            /** @description 有效期的最后一日 */
                            until: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不登录提出申请，得到编号和查询码 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：随机生成，重发同一请求只办一次 */
                    "idempotency-key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        /**
                         * Format: date
                         * @example 2021-02-28
                         */
                        declaredOn?: string;
                        files?: {
                            /** @description 材料名称 */
                            label: string;
                            upload: string;
                        }[];
                        /** @description 任意 JSON */
                        input?: unknown;
                        procedure: string;
                    };
                };
            };
            responses: {
                /** @description 已提出 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Filed"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/lookups/{lookup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公众表单里可以选的机构和区划 */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description 机构类型、区划级别、程序、职务，以逗号分开 */
                    only?: string;
                    /** @description 名称里的文字 */
                    q?: string;
                    /** @description 只要这些值，以逗号分开 */
                    values?: string;
                };
                header?: never;
                path: {
                    lookup: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 选项 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Choice"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/matters/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 凭编号和查询码看办到哪一步 */
        get: {
            parameters: {
                query: {
                    number: string;
                };
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 进度 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Followed"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/matters/{code}/actions/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 凭编号和查询码补充材料等 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：随机生成，重发同一请求只办一次 */
                    "idempotency-key": string;
                };
                path: {
                    action: string;
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 任意 JSON */
                        input?: unknown;
                        number: string;
                    };
                };
            };
            responses: {
                /** @description 已办 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            state: string;
                            stateLabel: string;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/papers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核验一份文书：有没有出具过、有没有作废；不显示内容 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 登记的情况 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedPaper"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提出之前先看；不提出 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：随机生成，重发同一请求只办一次 */
                    "idempotency-key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        files?: {
                            /** @description 材料名称 */
                            label: string;
                            upload: string;
                        }[];
                        /** @description 任意 JSON */
                        input?: unknown;
                        /** @description 开始一件事项时 */
                        procedure?: string;
                    };
                };
            };
            responses: {
                /** @description 将会怎样 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Previewed"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/receipts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 凭编号和查询码得到回执（PDF，带二维码）；每次现做，不保存 */
        get: {
            parameters: {
                query: {
                    number: string;
                };
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 回执 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/register/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份名册 */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    /** @description 内容里含有的文字 */
                    q?: string;
                };
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 名册 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                content: {
                                    [key: string]: unknown;
                                };
                                id: string;
                                publishedOn: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 有哪些依法公开的名册 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 名册 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Register"][];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/report/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告：任何人都能读的部分 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 报告 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 有哪些年度的报告 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 年度，最近的在前 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: number[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/statistics/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 依法公开的统计：报告里的数按区县（市）和月份分列，件数少的合并 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 统计 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Statistics"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 报告 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告的 CSV 文件：未登录的，是任何人都能读的部分 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv; charset=utf-8": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告的 Word 文件：未登录的，是任何人都能读的部分 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告的 PDF 文件：未登录的，是任何人都能读的部分 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 年度报告的 Excel 文件：未登录的，是任何人都能读的部分 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}/figures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个数：已公布的和由记录算出的 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 数 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}/figures/{id}/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 这个数按月、按区县（市）或者按乡镇（街道）分列：只计看得到的记录 */
        get: {
            parameters: {
                query: {
                    by: "month" | "county" | "town";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 分列 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            by: "month" | "county" | "town";
                            items: {
                                /** @description 所计之数；比率的，是计入分子的条数 */
                                amount: string;
                                /** @description 月份如 2020-03，或者地区代码；记录没有写明的为空 */
                                key: string | null;
                                /** @description 记录条数；比率的，是分母的 */
                                records: number;
                            }[];
                            /** @enum {string} */
                            kind: "stock" | "flow" | "rate";
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}/figures/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 这个数的记录：看得到的，和另有多少件 */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 记录 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 范围以外的 */
                            hidden: number;
                            next: string | null;
                            rows: {
                                amount: number | string;
                                countedOn: string;
                                inNumerator: boolean;
                                matterId: string | null;
                                number: string | null;
                                place: string | null;
                                recordId: string;
                                title: string | null;
                            }[];
                            total: number;
                            /** @description 您的范围看得到的 */
                            visible: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/{year}/figures/{id}/records.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 这个数的记录，看得到的全部，作为 CSV 文件 */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    id: string;
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv; charset=utf-8": string;
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 几步一起办：全办或者全不办 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        steps: ({
                            action: string;
                            /**
                             * Format: date
                             * @description 发生日；不填为今天
                             * @example 2021-02-28
                             */
                            declaredOn?: string;
                            /** @description 附上的材料：先用 POST /api/files 上传 */
                            files?: {
                                /** @description 材料名称 */
                                label: string;
                                upload: string;
                            }[];
                            /** @description 表单内容：见 /api/procedures 里该动作的 form */
                            input?: unknown;
                            /** @description 补录：早于上一步时写明理由和证据 */
                            late?: {
                                evidence: string;
                                reason: string;
                            };
                            procedure: string;
                        } | {
                            action: string;
                            /**
                             * Format: date
                             * @description 发生日；不填为今天
                             * @example 2021-02-28
                             */
                            declaredOn?: string;
                            /** @description 附上的材料：先用 POST /api/files 上传 */
                            files?: {
                                /** @description 材料名称 */
                                label: string;
                                upload: string;
                            }[];
                            /** @description 表单内容：见 /api/procedures 里该动作的 form */
                            input?: unknown;
                            /** @description 补录：早于上一步时写明理由和证据 */
                            late?: {
                                evidence: string;
                                reason: string;
                            };
                            /** Format: uuid */
                            matterId: string;
                            /** @description 您看到这件事项时的步数：之后又有办理的，不办并告知 */
                            seen?: number;
                        })[];
                    };
                };
            };
            responses: {
                /** @description 已办 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Acted"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/many": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 在许多事项上办同一步：逐件办、逐件答；只限程序声明可以一并办理的动作 */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description 请求编号：重发同一请求只办一次 */
                    "idempotency-key": string;
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        action: string;
                        /**
                         * Format: date
                         * @example 2021-02-28
                         */
                        declaredOn?: string;
                        /** @description 任意 JSON */
                        input?: unknown;
                        matters: {
                            /** Format: uuid */
                            id: string;
                            seen?: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description 逐件的结果 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManyAnswered"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 检索：编号须完全一致，姓名按开头，机构、程序和法条按文字 */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 检索结果 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Found"];
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                        username: string;
                    };
                };
            };
            responses: {
                /** @description 已登录，会话在 Cookie 里 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** 退出 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 已退出 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 改密码，别处的会话随之结束 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description 已改 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/supervision/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 监督规则和依据；数据在别处的，写明等什么 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 规则 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                awaits: string | null;
                                basis: string[];
                                id: string;
                                label: string;
                                /** @enum {string} */
                                severity: "BLOCK" | "RED" | "YELLOW";
                            }[];
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/worklist/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待办清单，先到期的在前 */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页给的 next */
                    after?: string;
                    agency?: string;
                    limit?: number;
                    procedure?: string;
                    /** @description 编号的开头，或者标题里的文字 */
                    q?: string;
                    state?: string;
                    /** @description overdue 逾期；soon 七日内届满；later 以后届满；none 没有期限 */
                    urgency?: "overdue" | "soon" | "later" | "none";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    /** @description waiting 待我办；sent 我已办、等他人办 */
                    list: "waiting" | "sent";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 待办 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["WorkItem"][];
                            next: string | null;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/worklist/{list}/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清单里有几件，按急缓和程序分 */
        get: {
            parameters: {
                query?: {
                    agency?: string;
                    procedure?: string;
                    /** @description 编号的开头，或者标题里的文字 */
                    q?: string;
                    state?: string;
                    /** @description overdue 逾期；soon 七日内届满；later 以后届满；none 没有期限 */
                    urgency?: "overdue" | "soon" | "later" | "none";
                };
                header?: {
                    /** @description 以哪一职务办理：/api/me 里的序号，或者 角色:范围:值 */
                    "x-fadu-capacity"?: string;
                };
                path: {
                    /** @description waiting 待我办；sent 我已办、等他人办 */
                    list: "waiting" | "sent";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 件数 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            byProcedure: {
                                count: number;
                                label: string;
                                procedure: string;
                            }[];
                            byUrgency: {
                                later: number;
                                none: number;
                                overdue: number;
                                soon: number;
                            };
                            total: number;
                        };
                    };
                };
                /** @description 不能办理：说明理由、依据和可以怎样办 */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Act: {
            action: string;
            agencyId: string;
            agencyName: string | null;
            basis: string[];
            committedAt: string;
            /** @description 发生日：法律从这一天起算 */
            declaredOn: string;
            files: {
                id: string;
                /** @description 可以打开 */
                isOpen: boolean;
                label: string;
                /** @description 文件名；无权或者已删除的为空 */
                name: string | null;
                sizeBytes: number;
                type: string;
            }[];
            given: {
                [key: string]: unknown;
            };
            hash: string;
            label: string;
            n: number;
            /** @description 任意 JSON */
            payload?: unknown;
            /**
             * @description 个人信息：没有、可见、掩码、无权、已删除
             * @enum {string}
             */
            personal: "none" | "shown" | "masked" | "withheld" | "erased";
            prev: string;
            /** @description 登记时间 */
            recordedAt: string;
            role: string;
            roleLabel: string;
            /** @description 算得、而由人判断的 */
            tells: string[];
        };
        Acted: {
            acts: {
                action: string;
                hash: string;
                matterId: string;
                n: number;
                state: string;
                stateLabel: string;
            }[];
            given: {
                [key: string]: unknown;
            }[];
        };
        Bulletin: {
            asOf: string | null;
            /** @description 更正表：以前月份的各项数字，原数和更正后的数 */
            correctedLines: {
                after: string;
                before: string;
                metricLabel: string;
                name: string;
                /** @description 那个月的通报 */
                originalId: string | null;
                period: string;
                reason: string;
            }[];
            corrections: {
                /** @enum {string} */
                change: "ADDED" | "REMOVED";
                countedOn: string;
                indicator: string;
                label: string;
                number: string | null;
            }[];
            differences: {
                explanation: string | null;
                key: string;
                kind: string;
                kindLabel: string;
                ours: string;
                theirs: string;
            }[];
            head: components["schemas"]["BulletinHead"];
            lines: components["schemas"]["BulletinLine"][];
            /** @description 冻结时的散列值 */
            snapshotHash: string | null;
            /** @description 按现存明细重算的散列值；只有编制单位看得到 */
            storedHash: string | null;
            warnings: {
                /** @description 触及预警线的机关、区县（市）代码，全市和市本级为 city */
                agency: string;
                agencyName: string | null;
                /** @enum {string} */
                dimension: "CITY" | "CITY_LEVEL" | "PLACE" | "AGENCY";
                fedBackOn: string | null;
                /** @enum {string} */
                level: "YELLOW" | "RED";
                metricLabel: string;
                /** @description 收到提醒函的机关 */
                recipientName: string | null;
                warnedOn: string | null;
            }[];
        };
        BulletinHead: {
            agencyName: string | null;
            /** @description 对以前月份的更正 */
            corrections: {
                added: number;
                removed: number;
            };
            /** @description 与法院清单的差异 */
            differences: number;
            frozenOn: string | null;
            issueNo: number | null;
            matterId: string;
            /** @description 如 2020-09 */
            period: string;
            publishedOn: string | null;
            state: string;
            stateLabel: string;
            title: string;
            /** @description 其中没有说明的 */
            unexplained: number;
        };
        BulletinLine: {
            /** @description 上年同期的 */
            before: string;
            /** @description 件数写百分比，率写百分点 */
            change: string;
            denominator: number | null;
            /** @enum {string} */
            dimension: "CITY" | "CITY_LEVEL" | "PLACE" | "AGENCY";
            /** @description 件数少，不排名 */
            isSmall: boolean;
            /** @description 垂直管理，计入全市，不计区县 */
            isVertical: boolean;
            /** @enum {string} */
            metric: "incidence" | "loss" | "appearance" | "settled";
            metricLabel: string;
            name: string;
            numerator: number;
            /** @description 万人发案数：区县（市）累计发案量除以人口数，没有登记人口数的没有 */
            perTenThousand: string | null;
            rank: number | null;
            /** @description 其中涉同一行政行为的最多件数 */
            sameAct: number | null;
            /** @enum {string} */
            span: "MONTH" | "YEAR";
            subject: string;
            /** @description “25件”或者“6.67%”；没有的为“—” */
            value: string;
            /** @enum {string|null} */
            warning: "YELLOW" | "RED" | null;
        };
        Certificate: {
            agencyName: string | null;
            endedBecause: string | null;
            examPassedOn: string | null;
            /** @description 执法类别 */
            field: string;
            from: string;
            holder: string;
            issuedOn: string;
            issuer: string;
            /** @description 今天能不能凭它执法 */
            isUsable: boolean;
            kindLabel: string;
            /** @description 登记它的事项 */
            matterId: string;
            number: string;
            /** @description 执法区域 */
            region: string;
            /** @description 登记为这一状态的日子 */
            since: string;
            /** @description 今天的情况 */
            standing: string;
            /** @description 有效期的最后一日 */
            until: string;
        };
        CheckedPaper: {
            /** @description 登记的哈希的前十六位 */
            fingerprint: string;
            issuedBy: string;
            issuedOn: string;
            isVoid: boolean;
            number: string | null;
            title: string;
            voidedOn: string | null;
        };
        Checkpoint: {
            /** @description C2SP 检查点原文 */
            note: string;
            root: string;
            signedAt: string;
            size: number;
        };
        Choice: {
            /** @description 选中后一并填入旁边各项的值 */
            fill: {
                [key: string]: string;
            } | null;
            hint: string | null;
            label: string;
            value: string;
        };
        CiteRef: {
            /** @description 条号 */
            article: string | null;
            /** @description 法规目录中的标识；平台约定为空 */
            law: string | null;
            /** @description 款 */
            paragraph: number | null;
            /** @description quoted 转引；unverified 未核；platform 平台约定 */
            standing: string | null;
            text: string;
            version: string | null;
        };
        Draft: {
            action: string;
            actionLabel: string;
            expiresAt: string;
            id: string;
            matterId: string | null;
            procedure: string;
            procedureLabel: string;
            savedAt: string;
            title: string;
        };
        ExplainedProcedure: components["schemas"]["ProcedureSummary"] & {
            actions: {
                action: string;
                basis: components["schemas"]["CiteRef"][];
                by: string[];
                documents: string[];
                /** @description 由它延长的期限 */
                extends: string[];
                fields: components["schemas"]["FormField"][];
                files: {
                    labels: string[];
                    max: number;
                    min: number;
                    required: string[];
                };
                isForMany: boolean;
                isInternal: boolean;
                /** @description 由平台依法记录 */
                isSystem: boolean;
                label: string;
                /** @description 由它满足的期限 */
                meets: string[];
                /** @description 可能改变状态 */
                moves: boolean;
                /** @description 个人信息字段 */
                personal: string[];
                /** @description 可能不予办理的情形，见 refusals */
                refuses: string[];
                /** @description 由它开始的期限 */
                starts: string[];
                /** @description 从何状态可能到何状态；空为开始 */
                states: {
                    from: string | null;
                    to: string[];
                }[];
            }[];
            diagram: {
                /** @description 不改变状态的动作 */
                beside: string[];
                edges: {
                    from: string;
                    id: string;
                    points: {
                        x: number;
                        y: number;
                    }[];
                    to: string;
                }[];
                height: number;
                nodes: {
                    box: {
                        height: number;
                        width: number;
                        x: number;
                        y: number;
                    };
                    id: string;
                    isSystem: boolean;
                    /** @enum {string} */
                    kind: "start" | "action" | "state" | "end";
                    label: string;
                    labelBox: {
                        height: number;
                        width: number;
                        x: number;
                        y: number;
                    };
                    /** @description 所表示的动作或者状态 */
                    of: string;
                }[];
                width: number;
            };
            limits: {
                after: string[];
                basis: components["schemas"]["CiteRef"][];
                binds: string[];
                /** @description 有不计入期限的期间 */
                excludes: boolean;
                extendedBy: string[];
                /** @description 自这一期限届满而没有办结之日起算 */
                follows: string | null;
                /** @description 符合条件时才起算 */
                isConditional: boolean;
                isRight: boolean;
                label: string;
                lapse: {
                    action: string;
                    /** @enum {string} */
                    kind: "deem" | "propose";
                    label: string;
                } | null;
                limit: string;
                met: string[];
                outer: {
                    basis: components["schemas"]["CiteRef"][];
                    rolls: boolean;
                    within: string;
                } | null;
                pausedIn: string[];
                rolls: boolean;
                within: string;
            }[];
            refusals: {
                basis: components["schemas"]["CiteRef"][];
                label: string;
                rule: string;
            }[];
            supervision: {
                awaits: string | null;
                basis: components["schemas"]["CiteRef"][];
                label: string;
                rule: string;
                severity: string;
            }[];
        };
        Filed: {
            /** @description 查询码：只在这里给出，平台不保存 */
            code: string;
            number: string;
            state: string;
            stateLabel: string;
        };
        Finding: {
            agencyId: string;
            agencyName: string | null;
            basis: string[];
            closedOn: string | null;
            foundOn: string;
            label: string;
            matterId: string;
            place: string | null;
            rule: string;
            /** @enum {string} */
            severity: "RED" | "YELLOW";
            since: string;
            state: string;
            stateLabel: string;
            /** @description 违反发生在哪一件；无权查看的为空 */
            subject: components["schemas"]["MatterItem"] | null;
        };
        Followed: {
            /** @description 凭查询码可以办的 */
            actions: {
                action: string;
                label: string;
            }[];
            agencyName: string | null;
            filedOn: string;
            isFinal: boolean;
            lastOn: string;
            limits: {
                basis: string[];
                due: string;
                isProvisional: boolean;
                label: string;
                state: string;
            }[];
            number: string;
            /** @description 出具的文书和送达的日子；内容以送达的为准，这里不显示 */
            papers: {
                issuedBy: string;
                issuedOn: string;
                isVoid: boolean;
                number: string | null;
                servedOn: string | null;
                title: string;
            }[];
            procedure: string;
            procedureLabel: string;
            state: string;
            stateLabel: string;
            steps: {
                basis: string[];
                by: string | null;
                label: string;
                on: string;
            }[];
            version: string;
        };
        FormField: {
            fields: components["schemas"]["FormField"][];
            isRequired: boolean;
            label: string;
        };
        Found: {
            agencies: {
                id: string;
                name: string;
                place: string | null;
            }[];
            articles: {
                article: string;
                excerpt: string;
                id: string;
                label: string;
                title: string;
                version: string;
            }[];
            /** @description 编号完全一致的 */
            matters: components["schemas"]["MatterItem"][];
            /** @description 姓名（名称）以所输文字开头的 */
            persons: {
                matter: components["schemas"]["MatterItem"];
                name: string;
            }[];
            procedures: {
                id: string;
                label: string;
                version: string;
                versionLabel: string;
            }[];
        };
        KnownParty: {
            birthOn: string | null;
            /** @description 最近一件里登记的内容，可以填入表单 */
            fill: {
                [key: string]: string;
            } | null;
            /** @description 您的范围内有他参加的事项，新的在前 */
            matters: components["schemas"]["MatterItem"][];
            /** @description 号码本身没有错误 */
            ok: boolean;
            reason: string | null;
            /** @enum {string|null} */
            sex: "male" | "female" | null;
        };
        LawHit: {
            article: string;
            excerpt: string;
            id: string;
            inForce: boolean | null;
            label: string;
            part: string | null;
            title: string;
            version: string;
        };
        LawRest: {
            cite: string;
            /** @description 指标在年度报告中的标识 */
            figure: string | null;
            id: string;
            /** @enum {string} */
            kind: "action" | "limit" | "refusal" | "rule" | "indicator";
            label: string;
            /** @description 所在的程序；监督规则的，是它所监督的程序 */
            procedure: {
                id: string;
                label: string;
                version: string;
            } | null;
        };
        LawVersion: {
            /** @description 施行日；不在法规目录中的为空 */
            from: string | null;
            /** @description 已导入原文 */
            hasText: boolean;
            /** @description 今天是否施行；不在法规目录中的为空 */
            inForce: boolean | null;
            /** @description 程序中依据它的地方 */
            rests: number;
            /** @description read 原文已核；quoted 转引；unverified 未核；unregistered 不在法规目录中 */
            standing: string;
            to: string | null;
            /** @description 公布或者修改的日期；不知道的为空 */
            version: string;
        };
        Limit: {
            basis: string[];
            calendar: string;
            /** @description 末日 */
            due: string;
            dueAt: string | null;
            /** @description 未顺延的末日 */
            dueRaw: string;
            extendedTo: string | null;
            isOverdue: boolean;
            /** @description 节假日安排未公布，末日可能变动 */
            isProvisional: boolean;
            /** @description 是权利，不是义务：过了末日不再能行使，没有人逾期 */
            isRight: boolean;
            /** @description 七日内届满 */
            isSoon: boolean;
            label: string;
            limit: string;
            metOn: string | null;
            outerDue: string | null;
            startOn: string;
            /** @enum {string} */
            state: "running" | "paused" | "met" | "lapsed" | "void";
            subject: string;
        };
        LimitExplanation: {
            basis: string[];
            /** @description 计算时所用的放假安排版本 */
            calendar: string;
            /** @description 计入的天数 */
            counted: number;
            days: {
                date: string;
                isAnnounced: boolean;
                isWorkday: boolean;
            }[];
            due: string;
            dueRaw: string;
            /** @description 依法扣除的天数 */
            excluded: number;
            isProvisional: boolean;
            /** @description 今天再算，与记录的末日相同 */
            isSame: boolean;
            label: string;
            limit: string;
            lines: {
                /** @enum {string} */
                as: "start" | "counted" | "rest" | "excluded" | "nominal" | "madeUp" | "extended" | "rolled" | "due";
                count: number | null;
                date: string;
                isProvisional: boolean;
                text: string;
            }[];
            /** @description 跳过的休息日 */
            rest: number;
            /** @description 末日为休息日时顺延 */
            rolls: boolean;
            /** @description 期限的长度 */
            span: string;
            startOn: string;
            subject: string;
        };
        ManyAnswered: {
            done: number;
            items: {
                id: string;
                problem: components["schemas"]["Problem"] | null;
                stateLabel: string | null;
            }[];
            refused: number;
        };
        Matter: components["schemas"]["MatterItem"] & {
            /** @description 最后一步的哈希 */
            head: string;
            limits: components["schemas"]["Limit"][];
            links: {
                /** @enum {string} */
                direction: "from" | "to";
                kind: string;
                /** @description 对方是本件的什么 */
                label: string;
                /** @description 无权查看时为空 */
                matter: components["schemas"]["MatterItem"] | null;
            }[];
            /** @description 已有几步 */
            n: number;
            /** @description 提请移交及其答复 */
            offers: {
                answeredOn: string | null;
                id: string;
                offeredOn: string;
                procedureLabel: string;
                /** @enum {string} */
                state: "offered" | "withdrawn" | "taken" | "refused" | "ended";
                toAgency: string;
            }[];
            /** @description 由哪一步开始，按什么、按哪一天选定程序版本，不按日期的没有日期；看不到这一步的为空 */
            opening: {
                decidedBy: string;
                decidedOn: string | null;
                label: string;
                on: string;
            } | null;
            /** @description 登记的内容；个人信息只给有权的范围 */
            tables: {
                isMain: boolean;
                isPersonal: boolean;
                labels: {
                    [key: string]: string;
                };
                /** @description 记有姓名的列 */
                names: string[];
                rows: {
                    [key: string]: unknown;
                }[];
                table: string;
            }[];
        };
        MatterItem: {
            agencyId: string;
            agencyName: string | null;
            filedOn: string;
            id: string;
            isFinal: boolean;
            /** @description 紧急：排在所有待办之前 */
            isUrgent: boolean;
            lastOn: string;
            nextDue: string | null;
            number: string | null;
            procedure: string;
            procedureLabel: string;
            state: string;
            stateLabel: string;
            title: string;
            version: string;
            /** @description 自何日起适用 */
            versionLabel: string;
        };
        Me: {
            /** @description 这个平台里的是演示数据 */
            isDemonstration: boolean;
            posts: components["schemas"]["Post"][];
            /** @description 平台的今天 */
            today: string;
            /** @description 没有登录时为空 */
            user: {
                name: string;
                officerId: string;
                username: string;
            } | null;
        };
        Offer: {
            action: string | null;
            actionLabel: string | null;
            from: string;
            id: string;
            /** @description 接收表单里已填的 */
            input: {
                [key: string]: unknown;
            } | null;
            isAllowed: boolean;
            offeredOn: string;
            procedure: string;
            procedureLabel: string;
        };
        Paper: {
            documentId: string;
            hash: string;
            issuedBy: string;
            issuedOn: string;
            /** @description 由第几步出具 */
            n: number;
            number: string | null;
            services: {
                fileId: string | null;
                recipient: string;
                servedOn: string;
                way: string;
            }[];
            title: string;
            voidedOn: string | null;
        };
        Post: {
            agencyId: string;
            agencyName: string | null;
            /** @description 写在 X-Fadu-Capacity 里 */
            capacity: string;
            from: string;
            index: number;
            role: string;
            roleLabel: string;
            scopeKind: string;
            scopeValue: string;
            to: string | null;
        };
        Previewed: {
            /** @description 所选各项的名称 */
            picked: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            steps: {
                action: string;
                basis: string[];
                declaredOn: string;
                /** @description 将出具的文书 */
                documents: string[];
                label: string;
                limits: {
                    basis: string[];
                    due: string;
                    isProvisional: boolean;
                    label: string;
                    startOn: string;
                    state: string;
                }[];
                procedure: string;
                procedureLabel: string;
                state: string;
                stateBefore: string | null;
                stateLabel: string;
                /** @description 办理人应当知道的 */
                tells: string[];
                version: string;
                versionLabel: string;
            }[];
        };
        Problem: {
            /** @description 可以怎样办 */
            allowed?: string[];
            /** @description 依据 */
            basis?: {
                article?: number;
                item?: number;
                note?: string;
                paragraph?: number;
                /** @enum {string} */
                standing?: "quoted" | "unverified" | "platform";
                statute: string;
                sub?: number;
                /** @description 依据的写法 */
                text: string;
                version?: string;
            }[];
            errors?: {
                message: string;
                path: string;
            }[];
            requestId?: string;
            status: number;
            title: string;
            /** @description 稳定的规则标识 */
            type: string;
        };
        Procedure: components["schemas"]["ProcedureSummary"] & {
            actions: {
                action: string;
                basis: string[];
                by: {
                    label: string;
                    role: string;
                }[];
                /** @description 可能出具的文书 */
                documents: string[];
                files: {
                    labels: string[];
                    max: number;
                    min: number;
                    required: string[];
                };
                /** @description 填写内容的 JSON Schema；label 是字段名称 */
                form?: unknown;
                /** @description 空：由它开始 */
                in: string[] | null;
                /** @description 可以在许多事项上一并办理 */
                isForMany: boolean;
                /** @description 内部行为，当事人不可见 */
                isInternal: boolean;
                label: string;
                /** @description 个人信息字段 */
                personal: {
                    label: string;
                    mask: string;
                    path: string;
                    purpose: string;
                }[];
                publicLabel: string;
                to: string | null;
            }[];
            limits: {
                after: string[];
                basis: string[];
                label: string;
                lapse: {
                    action: string;
                    /** @enum {string} */
                    kind: "deem" | "propose";
                    label: string;
                } | null;
                limit: string;
                met: string[];
                /** @description 末日为休息日时是否顺延 */
                rolls: boolean;
                within: string;
            }[];
            refusals: {
                basis: string[];
                label: string;
                rule: string;
            }[];
        };
        ProcedureComparison: {
            changes: {
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                differences: {
                    after: string[];
                    before: string[];
                    what: string;
                }[];
                id: string;
                /** @enum {string} */
                kind: "action" | "state" | "limit" | "refusal";
                label: string;
            }[];
            /** @description 没有变化的 */
            same: {
                [key: string]: number;
            };
        };
        ProcedureSummary: {
            /** @description 按哪一天选版本 */
            decidedBy: string;
            domain: string;
            domainLabel: string;
            effective: {
                from: string;
                to?: string;
            };
            id: string;
            label: string;
            openings: {
                action: string;
                by: {
                    label: string;
                    role: string;
                }[];
                label: string;
                /** @description 公众办理时的名称 */
                publicLabel: string;
            }[];
            states: {
                id: string;
                isFinal: boolean;
                label: string;
            }[];
            version: string;
            versionLabel: string;
        };
        Register: {
            basis: string[];
            fields: {
                /** @description 有下级的，各行的字段 */
                fields: {
                    label: string;
                    name: string;
                }[];
                label: string;
                name: string;
            }[];
            kind: string;
            label: string;
            /** @description 作为标题的字段 */
            title: string;
        };
        Statistics: {
            demonstration: boolean;
            figures: {
                computed: string;
                id: string;
                /** @enum {string} */
                kind: "stock" | "flow" | "rate";
                label: string;
                /** @description 没有表的理由 */
                note: string | null;
                published: string;
                qualifier: string;
                /** @description 逐一公布的名册 */
                register: {
                    kind: string;
                    label: string;
                } | null;
                system: string;
                table: {
                    /**
                     * @description 各列是什么：月份、结果，或者没有列
                     * @enum {string}
                     */
                    by: "month" | "outcome" | "none";
                    columns: string[];
                    columnTotals: number[];
                    isMerged: boolean;
                    /** @description 没有各列之数的行，合并之后的各列之数 */
                    rest: number[] | null;
                    rows: {
                        /** @description 各列的数；只与别的行合并公布的为空 */
                        cells: number[] | null;
                        label: string;
                        /** @description 区县（市）代码；多个的为合并 */
                        places: string[];
                        total: number;
                    }[];
                    total: number;
                } | null;
                text: string | null;
                unit: string;
            }[];
            knownAt: string;
            scale: string;
            year: number;
        };
        Uploaded: {
            /** @description 保存的文件名 */
            name: string;
            sizeBytes: number;
            /** @description 按内容判明的类型 */
            type: string;
            /** @description 上传编号：办理一步时写在材料里；二十四小时内有效，只限上传的人使用 */
            upload: string;
        };
        WorkItem: {
            basis: string[];
            due: string | null;
            /** @description 可以与别的事项一并办理的 */
            forMany: {
                action: string;
                label: string;
            }[];
            isProvisional: boolean;
            /** @description 先到的期限；没有期限的为空 */
            limit: string | null;
            matter: components["schemas"]["MatterItem"];
            /** @description 接下来要办的 */
            next: {
                action: string;
                label: string;
            }[];
            place: string | null;
            /** @description 已有几步 */
            seen: number;
            /**
             * @description overdue 逾期；soon 七日内届满；later 以后届满；none 没有期限
             * @enum {string}
             */
            urgency: "overdue" | "soon" | "later" | "none";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
